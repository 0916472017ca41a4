-- How every case_<verb> begins and ends: lock the row, know the key, ask role, area and state, ask the version.

create type private.command as (
  me bigint, role text, verb text, key text, payload jsonb, case_id bigint, to_state text, at timestamptz,
  topics text[],                                            -- who had to know before
  answer jsonb                                              -- set: this key was answered before
);

-- A command writes a row more than once and is still one change: messages are held, then one goes to each topic
-- of the case as it was and as it is.
create function private.hold_messages(p_case_id bigint) returns text[]
language plpgsql security definer set search_path = ''
as $$
begin
  perform set_config('wangge.hold_messages', 'on', true);
  return (select array(select private.case_topics(c)) from public.cases as c where c.case_id = p_case_id);
end
$$;

create function private.release_messages(p_case_id bigint, p_topics text[], p_kind text) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  v_case public.cases;
  v_topic text;
begin
  perform set_config('wangge.hold_messages', 'off', true);
  select * into v_case from public.cases as c where c.case_id = p_case_id;
  for v_topic in select unnest(p_topics) union select private.case_topics(v_case) loop
    perform realtime.send(private.live_payload(v_case, p_kind), 'case', v_topic, true);
  end loop;
end
$$;

-- The path of the case as it is answered for now, city first.
create function private.case_areas(c public.cases) returns bigint[]
language sql stable security definer set search_path = ''
as $$
  select array_remove(array[private.city_grid_id(), c.current_district, c.current_street, c.current_community,
    c.intake_area], null)
$$;

-- A unit and all it belongs to, the unit first.
create function private.units_above(p_unit_id bigint) returns setof bigint
language sql stable security definer set search_path = ''
as $$
  with recursive up as (
    select u.unit_id, u.parent_unit_id from public.units as u where u.unit_id = p_unit_id
    union
    select u.unit_id, u.parent_unit_id from up join public.units as u on u.unit_id = up.parent_unit_id
  )
  select up.unit_id from up
$$;

create function private.units_below(p_unit_id bigint) returns setof bigint
language sql stable security definer set search_path = ''
as $$
  with recursive down as (
    select u.unit_id from public.units as u where u.unit_id = p_unit_id
    union
    select u.unit_id from down join public.units as u on u.parent_unit_id = down.unit_id
  )
  select down.unit_id from down
$$;

-- Nobody judges their own work: a post in the unit that holds the case, or in a sub-unit, now or at the time of
-- the round, keeps a person from deciding on it.
create function private.belongs_to_unit(p_person_id bigint, p_unit_id bigint, p_since timestamptz) returns boolean
language sql stable security definer set search_path = ''
as $$
  select exists (
    select from public.memberships as m
    where m.person_id = p_person_id and m.unit_id in (select private.units_below(p_unit_id))
      and m.valid && tstzrange(p_since, private.now(), '[]'))
  or exists (
    select from public.people as p
    where p.person_id = p_person_id and p.home_unit_id in (select private.units_below(p_unit_id)))
$$;

-- The first role that allows the action from here; null where none does.
create function private.role_for_action(c public.cases, p_action text) returns text
language sql stable security definer set search_path = ''
as $$
  select p.role
  from public.case_actions as a
  join private.my_posts() as p on p.role = any (a.roles)
  where a.action = p_action and a.from_state = c.state
    and case
      when a.side = 'holder' then p.unit_id in (select private.units_above(c.unit_id))
      when p.role = 'supervisor' then p.grid_id = c.current_community
      else p.grid_id = any (private.case_areas(c)) end
  order by array_position(a.roles, p.role) limit 1
$$;

create function private.begin_command(
  p_case_id bigint, p_action text, p_payload jsonb, p_stage_version integer, p_key text, p_verb text default null
) returns private.command
language plpgsql security definer set search_path = ''
as $$
declare
  v_case public.cases;
  v_command private.command;
begin
  v_command.me := private.require_me();
  v_command.verb := 'case_' || coalesce(p_verb, p_action);
  v_command.key := p_key;
  v_command.case_id := p_case_id;
  v_command.payload := jsonb_build_object('case_id', p_case_id, 'form', p_payload);
  v_command.at := private.now();
  select * into v_case from public.cases as c where c.case_id = p_case_id for update;
  if v_case.case_id is null then
    raise exception 'not_found' using errcode = 'WG003', detail = 'case';
  end if;
  v_command.answer := private.command_answer(v_command.verb, p_key, v_command.payload);
  if v_command.answer is not null then
    return v_command;
  elsif not private.sees_case(p_case_id) then
    raise exception 'not_found' using errcode = 'WG003', detail = 'case';
  end if;
  if not exists (select from public.case_actions as a where a.action = p_action and a.from_state = v_case.state) then
    raise exception 'illegal_state' using errcode = 'WG014',
      detail = jsonb_build_object('action', p_action, 'state', v_case.state)::text;
  end if;
  v_command.role := private.role_for_action(v_case, p_action);
  if v_command.role is null then
    raise exception 'not_allowed' using errcode = 'WG002', detail = p_action;
  end if;
  if p_stage_version is not null and p_stage_version <> v_case.stage_version then
    raise exception 'stale_form' using errcode = 'WG004', detail = v_case.stage_version::text;
  end if;
  select a.to_state into v_command.to_state from public.case_actions as a
  where a.action = p_action and a.from_state = v_case.state;
  v_command.topics := private.hold_messages(p_case_id);
  return v_command;
end
$$;

-- Refuses whoever belongs to the unit that holds (or, closed, last held) the case.
create function private.refuse_own_work(p_command private.command) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  v_round public.case_rounds;
begin
  select * into v_round from public.case_rounds as r
  where r.case_id = p_command.case_id order by r.round desc limit 1;
  if v_round.unit_id is not null and private.belongs_to_unit(p_command.me, v_round.unit_id, v_round.notice_at) then
    raise exception 'own_work' using errcode = 'WG030';
  end if;
end
$$;

-- The clock of a stage that is the centre's own: minutes by setting, wall time.
create function private.stage_due(p_state text, p_at timestamptz) returns timestamptz
language sql stable security definer set search_path = ''
as $$
  select p_at + (private.setting_at('stage_minutes', p_at) ->> p_state)::integer * interval '1 minute'
$$;
-- A transition: the state moves on, the stage begins anew, and every form that was open is stale.
create function private.move_case(p_case_id bigint, p_to_state text, p_at timestamptz) returns void
language sql security definer set search_path = ''
as $$
  update public.cases as c
  set state = p_to_state, stage_version = c.stage_version + 1, stage_at = p_at,
      stage_due_at = private.stage_due(p_to_state, p_at),
      closed_at = case when p_to_state in
        ('written_off', 'force_closed', 'self_handled', 'rejected', 'void', 'transferred') then p_at end,
      on_account = c.on_account and p_to_state not in
        ('written_off', 'force_closed', 'self_handled', 'rejected', 'void', 'transferred'),
      suspended = c.suspended and p_to_state in ('dispatched', 'handling'),
      suspended_until = case when p_to_state in ('dispatched', 'handling') then c.suspended_until end
  where c.case_id = p_case_id
$$;

insert into public.settings (key, value, reason) values
  ('stage_minutes', '{"reported": 30, "verifying": 120, "filed": 30, "feedback_submitted": 30, "checking": 120, "checked": 30}', 'default'),
  ('clock_outage_minutes', '15', 'default'),
  ('extensions_at_most', '2', 'default'),
  ('photo_far_meters', '200', 'default'),
  ('photo_old_hours', '24', 'default');

create function private.end_command(p_command private.command, p_kind text, p_data jsonb) returns json
language plpgsql security definer set search_path = ''
as $$
declare
  v_answer jsonb;
begin
  perform private.add_event(p_command.case_id, p_kind, p_command.role, p_data);
  perform private.release_messages(p_command.case_id, p_command.topics, p_kind);
  select private.case_row(c) into v_answer from public.cases as c where c.case_id = p_command.case_id;
  return private.keep_answer(p_command.verb, p_command.key, p_command.payload, v_answer);
end
$$;

create function private.require_reason(p_reason text) returns text
language plpgsql immutable set search_path = ''
as $$
begin
  if length(btrim(coalesce(p_reason, ''))) not between 2 and 2000 then
    raise exception 'reason_missing' using errcode = 'WG031';
  end if;
  return btrim(p_reason);
end
$$;
