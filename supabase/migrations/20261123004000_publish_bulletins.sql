-- 通报曝光 (R99, R100): composed from the exposure queue, approved by a second person, published. Units, never persons.

create function public.bulletin_compose(p_title text, p_case_ids bigint[], p_rectify_by timestamptz) returns bigint
language plpgsql security definer set search_path = ''
as $$
declare
  v_me bigint := private.require_me();
  v_id bigint;
  v_count integer;
begin
  if not (private.has_role('inspector') or private.has_role('commander')) then
    raise exception 'not_allowed' using errcode = 'WG002';
  end if;
  insert into public.bulletins (title, composed_by, composed_at) values (btrim(p_title), v_me, private.now())
  returning bulletin_id into v_id;
  update public.exposures as x set status = 'in_bulletin', bulletin_id = v_id, rectify_by = p_rectify_by
  where x.case_id = any (p_case_ids) and x.status = 'queued' and private.sees_case(x.case_id, 'area');
  get diagnostics v_count = row_count;
  if v_count = 0 or v_count <> cardinality(p_case_ids) then
    raise exception 'not_in_queue' using errcode = 'WG044';
  end if;
  return v_id;
end
$$;

create function public.bulletin_decide(p_bulletin_id bigint, p_action text, p_reason text) returns text
language plpgsql security definer set search_path = ''
as $$
declare
  v_me bigint := private.require_me();
  v_bulletin public.bulletins;
begin
  if not private.has_role('commander') then
    raise exception 'not_allowed' using errcode = 'WG002';
  end if;
  select * into v_bulletin from public.bulletins as b where b.bulletin_id = p_bulletin_id for update;
  if v_bulletin.bulletin_id is null then
    raise exception 'not_found' using errcode = 'WG003', detail = 'bulletin';
  elsif p_action = 'approve' and v_bulletin.status = 'draft' then
    if v_bulletin.composed_by = v_me then
      raise exception 'second_person_needed' using errcode = 'WG041';
    end if;
    update public.bulletins as b set status = 'approved', approved_by = v_me, approved_at = private.now()
    where b.bulletin_id = p_bulletin_id;
    return 'approved';
  elsif p_action = 'publish' and v_bulletin.status = 'approved' then
    update public.bulletins as b set status = 'published', published_at = private.now() where b.bulletin_id = p_bulletin_id;
    update public.exposures as x set status = 'published' where x.bulletin_id = p_bulletin_id;
    return 'published';
  elsif p_action = 'withdraw' and v_bulletin.status in ('draft', 'approved') then
    update public.bulletins as b set status = 'withdrawn' where b.bulletin_id = p_bulletin_id;
    update public.exposures as x set status = 'queued', bulletin_id = null, rectify_by = null,
      reason = private.require_reason(p_reason) where x.bulletin_id = p_bulletin_id;
    return 'withdrawn';
  end if;
  raise exception 'illegal_state' using errcode = 'WG014', detail = p_action;
end
$$;
grant execute on function public.bulletin_compose(text, bigint[], timestamptz), public.bulletin_decide(bigint, text, text) to authenticated;
