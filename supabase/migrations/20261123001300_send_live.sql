-- Live: one message to each topic that a change concerns. Policies decide who may join a topic; payloads carry no
-- person, so what a handling unit receives gives no informer away.

-- `wangge.bulk` = on (set local, inside an import's transaction) makes row triggers step aside without a lock.
create function private.is_bulk() returns boolean
language sql stable set search_path = ''
as $$ select coalesce(current_setting('wangge.bulk', true), '') = 'on' $$;

create function private.stamp_case() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  new.changed_xid := pg_current_xact_id();
  return new;
end
$$;
create trigger cases_stamp before update on public.cases for each row execute function private.stamp_case();

create function private.live_payload(c public.cases, p_kind text) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
    select jsonb_build_object('kind', p_kind, 'case_id', c.case_id, 'case_no', c.case_no, 'state', c.state,
      'stage_version', c.stage_version, 'x', c.x, 'y', c.y, 'class_id', c.class_id, 'urgent', c.urgent,
      'deadline_at', private.iso(c.deadline_at), 'reported_at', private.iso(c.reported_at),
      'on_account', c.on_account, 'suspended', c.suspended, 'unit_id', c.unit_id, 'street_id', c.current_street,
      'community_id', c.current_community, 'district_id', c.current_district,
      'unassigned', c.assign_method = 'unassigned', 'xid', c.changed_xid::text));
end
$$;

-- City, district and street; what no grid took goes to the centre that took it in and those above it; the holding
-- unit and those above it; the supervisors on duty, and who stands in for them.
create function private.case_topics(c public.cases) returns setof text
language plpgsql stable security definer set search_path = ''
as $$
#variable_conflict use_column
begin
  return query
  with recursive above as (
    select u.unit_id, u.parent_unit_id from public.units as u where u.unit_id = c.unit_id
    union
    select u.unit_id, u.parent_unit_id from above join public.units as u on u.unit_id = above.parent_unit_id
  )
  select 'area:' || g.grid_id from unnest(array[private.city_grid_id(), c.current_district, c.current_street,
    case when c.assign_method = 'unassigned' then c.intake_area end]) as g (grid_id)
  where g.grid_id is not null
  union
  select 'unit:' || above.unit_id from above
  union
  select 'person:' || s.person_id from public.supervisor_slots as s
  where s.grid_id = c.current_community and s.valid @> private.now()
  union
  select 'person:' || s.person_id from public.supervisor_substitutes as s
  where s.grid_id = c.current_community and s.valid @> private.now();
end
$$;

create function private.send_case() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  v_topic text;
  v_payload jsonb;
begin
  if private.is_bulk() or coalesce(current_setting('wangge.hold_messages', true), '') = 'on' then
    return null;
  end if;
  v_payload := private.live_payload(new, coalesce(nullif(current_setting('wangge.event_kind', true), ''),
    case tg_op when 'INSERT' then 'reported' else 'changed' end));
  for v_topic in
    select t from private.case_topics(new) as t
    union
    -- The old chain learns that the case has left it.
    select t from private.case_topics(old) as t where tg_op = 'UPDATE'
  loop
    perform realtime.send(v_payload, 'case', v_topic, true);
  end loop;
  return null;
end
$$;
create trigger cases_send after insert or update on public.cases for each row execute function private.send_case();

create function private.may_join(p_topic text) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_kind text := split_part(coalesce(p_topic, ''), ':', 1);
  v_id bigint;
begin
  if p_topic !~ '^(area|unit|person):[0-9]{1,18}$' then
    return false;
  end if;
  v_id := split_part(p_topic, ':', 2)::bigint;
  return case v_kind
    when 'area' then exists (
      select from private.grids_below(array(
        select private.my_areas('case.read') union select private.my_areas('wall')), 3::smallint) as g
      where g.grid_id = v_id)
    when 'unit' then exists (select from private.my_units() as u where u = v_id)
    else coalesce(v_id = private.me(), false) end;
end
$$;
grant execute on function private.may_join(text) to authenticated;

-- Listening only: nobody but the database speaks.
create policy "live: those whose area, unit or person the topic is listen" on realtime.messages
  for select to authenticated
  using (extension = 'broadcast' and (select private.may_join(realtime.topic())));
