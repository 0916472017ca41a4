-- Posts and deputies, given for a time, ended and not deleted (R20, R216).

-- [from, to) of a request; from defaults to now.
create function private.request_range(r jsonb) returns tstzrange
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_from timestamptz;
  v_to timestamptz;
begin
  v_from := coalesce((r ->> 'from')::timestamptz, private.now());
  v_to := (r ->> 'to')::timestamptz;
  if v_to <= v_from then
    perform private.refuse_field('to');
  end if;
  return tstzrange(v_from, v_to);
exception when invalid_datetime_format or datetime_field_overflow then
  raise exception 'bad_request' using errcode = 'WG010', detail = 'from';
end
$$;

-- The range cut off at a moment; null when nothing of it is left.
create function private.cut_range(p_range tstzrange, p_at timestamptz) returns tstzrange
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_at timestamptz := coalesce(p_at, private.now());
begin
  if v_at >= upper(p_range) then
    raise exception 'conflict' using errcode = 'WG015', detail = 'already_ended';
  end if;
  return case when v_at > lower(p_range) or lower_inf(p_range) then tstzrange(lower(p_range), v_at) end;
end
$$;

create function public.membership_grant(p_membership jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_me bigint := private.require_me();
  v_person bigint := (p_membership ->> 'person_id')::bigint;
  v_role text := p_membership ->> 'role';
  v_grid bigint := (p_membership ->> 'grid_id')::bigint;
  v_unit bigint := (p_membership ->> 'unit_id')::bigint;
  v_valid tstzrange := private.request_range(p_membership);
  m public.memberships;
begin
  -- Nobody gives himself a post.
  if not private.has_capability('people.manage') or v_person is null or v_person = v_me
    or not exists (select from private.my_managed_people() as k where k = v_person)
    or not coalesce(private.may_grant(v_role, v_grid, v_unit), false) then
    raise exception 'not_allowed' using errcode = 'WG002', detail = 'membership_grant';
  elsif not (select p.active from public.people as p where p.person_id = v_person) then
    raise exception 'conflict' using errcode = 'WG015', detail = 'person_inactive';
  elsif exists (
    select from public.memberships as k
    where k.person_id = v_person and k.role = v_role and k.grid_id is not distinct from v_grid
      and k.unit_id is not distinct from v_unit and k.valid && v_valid) then
    raise exception 'conflict' using errcode = 'WG015', detail = 'held_already';
  end if;
  insert into public.memberships (person_id, role, grid_id, unit_id, valid, granted_by, reason)
  values (v_person, v_role, v_grid, v_unit, v_valid, v_me, left(coalesce(p_membership ->> 'reason', ''), 500))
  returning * into m;
  perform private.audit('post_granted', 'person:' || v_person, private.post_json(m)
    || jsonb_build_object('reason', m.reason));
  return private.post_json(m);
exception when foreign_key_violation or invalid_text_representation then
  raise exception 'bad_request' using errcode = 'WG010', detail = 'membership';
end
$$;

create function public.membership_end(p_membership_id bigint, p_at timestamptz default null, p_reason text default '')
returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_me bigint := private.require_me();
  v_valid tstzrange;
  m public.memberships;
begin
  select * into m from public.memberships as t where t.membership_id = p_membership_id for update;
  if m.membership_id is null or m.person_id = v_me or not private.has_capability('people.manage')
    or not exists (select from private.my_managed_people() as k where k = m.person_id)
    or not private.may_grant(m.role, m.grid_id, m.unit_id) then
    raise exception 'not_allowed' using errcode = 'WG002', detail = 'membership_end';
  end if;
  v_valid := private.cut_range(m.valid, p_at);
  if v_valid is null then
    delete from public.memberships as t where t.membership_id = p_membership_id;
  else
    update public.memberships as t set valid = v_valid where t.membership_id = p_membership_id returning * into m;
  end if;
  perform private.audit('post_ended', 'person:' || m.person_id, private.post_json(m)
    || jsonb_build_object('reason', left(coalesce(p_reason, ''), 500)));
  return private.post_json(m);
end
$$;

-- A deputy receives the posts of an absent colleague, so one must have been able to give them.
create function public.deputy_set(p_deputy jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_person bigint := (p_deputy ->> 'person_id')::bigint;
  v_deputy bigint := (p_deputy ->> 'deputy_id')::bigint;
  v_valid tstzrange := private.request_range(p_deputy);
  d public.deputies;
begin
  perform private.require_handle(v_person, 'people.manage', 'deputy_set');
  if v_deputy = private.me() or not exists (select from private.my_managed_people() as k where k = v_deputy) then
    raise exception 'not_allowed' using errcode = 'WG002', detail = 'deputy_set';
  end if;
  insert into public.deputies (person_id, deputy_id, rank, valid, reason)
  values (v_person, v_deputy, p_deputy ->> 'rank', v_valid, left(coalesce(p_deputy ->> 'reason', ''), 500))
  returning * into d;
  perform private.audit('deputy_set', 'person:' || v_person, to_jsonb(d));
  return jsonb_build_object('deputy_row_id', d.deputy_row_id, 'person_id', d.person_id, 'deputy_id', d.deputy_id,
    'name', (select q.name from public.people as q where q.person_id = d.deputy_id), 'rank', d.rank,
    'from', private.finite(lower(d.valid)), 'to', private.finite(upper(d.valid)));
exception
  when exclusion_violation then
    raise exception 'conflict' using errcode = 'WG015', detail = 'deputy_taken';
  when check_violation or not_null_violation or invalid_text_representation then
    raise exception 'bad_request' using errcode = 'WG010', detail = 'deputy';
end
$$;

create function public.deputy_end(p_deputy_row_id bigint, p_at timestamptz default null) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_valid tstzrange;
  d public.deputies;
begin
  select * into d from public.deputies as t where t.deputy_row_id = p_deputy_row_id for update;
  perform private.require_handle(d.person_id, 'people.manage', 'deputy_end');
  v_valid := private.cut_range(d.valid, p_at);
  if v_valid is null then
    delete from public.deputies as t where t.deputy_row_id = p_deputy_row_id;
  else
    update public.deputies as t set valid = v_valid where t.deputy_row_id = p_deputy_row_id;
  end if;
  perform private.audit('deputy_ended', 'person:' || d.person_id, to_jsonb(d));
  return jsonb_build_object('ok', true);
end
$$;

-- Leave is the street's to approve (R10): who manages the person sets it.
create function public.absence_set(p_absence jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_person bigint := (p_absence ->> 'person_id')::bigint;
  v_valid tstzrange := private.request_range(p_absence);
  a public.absences;
begin
  perform private.require_handle(v_person, 'people.manage', 'absence_set');
  insert into public.absences (person_id, valid, kind)
  values (v_person, v_valid, coalesce(p_absence ->> 'kind', 'leave')) returning * into a;
  perform private.audit('absence_set', 'person:' || v_person, to_jsonb(a));
  return jsonb_build_object('absence_id', a.absence_id, 'person_id', a.person_id, 'kind', a.kind,
    'from', private.finite(lower(a.valid)), 'to', private.finite(upper(a.valid)));
exception
  when exclusion_violation then
    raise exception 'conflict' using errcode = 'WG015', detail = 'absent_already';
  when check_violation or invalid_text_representation then
    raise exception 'bad_request' using errcode = 'WG010', detail = 'absence';
end
$$;

grant execute on function public.membership_grant(jsonb), public.membership_end(bigint, timestamptz, text),
  public.deputy_set(jsonb), public.deputy_end(bigint, timestamptz), public.absence_set(jsonb) to authenticated;
