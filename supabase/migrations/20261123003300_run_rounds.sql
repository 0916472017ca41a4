-- Rounds and clocks to the letter of architecture section 4: a round ends once; a miss or a failed check appends
-- one deduction to the unit that held it and opens the next with a new notice and a new deadline.

-- The limit of a class: its own by condition and the nearest area, else the major's default. Null: dispatch asks.
create function private.limit_of(c public.cases, p_at timestamptz, out value integer, out unit text)
language plpgsql stable security definer set search_path = ''
as $$
begin
  select l.value::integer, l.unit into value, unit
  from public.class_limits as l
  where l.class_id = c.class_id and l.valid @> p_at and l.condition in (c.condition, 'A')
    and (l.area_grid_id is null or l.area_grid_id = any (private.case_areas(c)))
  order by l.condition = c.condition desc,
    coalesce((select g.level from public.grids as g where g.grid_id = l.area_grid_id), 0) desc, l.limit_id desc
  limit 1;
  if value is null then
    select (d ->> 'value')::integer, d ->> 'unit' into value, unit
    from public.case_classes as k,
      lateral (select private.setting_at('major_limits', p_at) -> k.major_code as d) as s
    where k.class_id = c.class_id;
  end if;
end
$$;

create function private.open_round(
  p_case_id bigint, p_unit_id bigint, p_limit jsonb, p_routing jsonb, p_at timestamptz
) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  v_case public.cases;
  v_limit record;
  v_due record;
  v_open public.case_rounds;
begin
  select * into v_case from public.cases as c where c.case_id = p_case_id;
  select * into v_limit from private.limit_of(v_case, p_at);
  if p_limit is not null then
    v_limit.value := (p_limit ->> 'value')::integer;
    v_limit.unit := p_limit ->> 'unit';
  end if;
  if v_limit.value is null then
    raise exception 'limit_missing' using errcode = 'WG032';
  end if;
  select * into v_due from private.deadline_of(p_at, v_limit.value, v_limit.unit, p_at);
  select * into v_open from public.case_rounds as r where r.case_id = p_case_id and r.ended_at is null;
  if v_open.case_id is not null then                        -- passed to another unit: the count is kept
    update public.case_rounds as r
    set unit_id = p_unit_id, notice_at = p_at, limit_value = v_limit.value, limit_unit = v_limit.unit,
        original_deadline_at = v_due.deadline_at, deadline_at = v_due.deadline_at,
        derivation = v_due.derivation, routing = p_routing
    where r.case_id = p_case_id and r.round = v_open.round;
  else
    insert into public.case_rounds (case_id, round, unit_id, notice_at, limit_value, limit_unit,
      original_deadline_at, deadline_at, derivation, routing)
    values (p_case_id, v_case.round + 1, p_unit_id, p_at, v_limit.value, v_limit.unit,
      v_due.deadline_at, v_due.deadline_at, v_due.derivation, p_routing);
  end if;
  perform private.move_case(p_case_id, 'dispatched', p_at);
  update public.cases as c
  set unit_id = p_unit_id, on_account = true, waits_for_person = false, deadline_at = v_due.deadline_at,
      round = case when v_open.case_id is null then c.round + 1 else c.round end,
      first_deadline_at = case when c.round = 0 or c.round = v_open.round and c.round = 1
        then v_due.deadline_at else c.first_deadline_at end,
      dispatched_at = coalesce(c.dispatched_at, p_at), feedback_at = null
  where c.case_id = p_case_id;
end
$$;

-- One deduction to the unit that held the round, with its evidence; the third failure enters the exposure queue.
create function private.deduct(
  p_case_id bigint, p_round public.case_rounds, p_cause text, p_happened_at timestamptz, p_at timestamptz, p_event_id bigint
) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  v_rule public.deduction_rules;
  v_failures smallint;
begin
  select * into strict v_rule from public.deduction_rules as r where r.cause = p_cause and r.valid @> p_happened_at;
  insert into public.deductions (case_id, round, unit_id, cause, rule_id, points, happened_at, recorded_at, event_id)
  values (p_case_id, p_round.round, p_round.unit_id, p_cause, v_rule.rule_id, v_rule.points, p_happened_at, p_at, p_event_id);
  update public.cases as c
  set misses = c.misses + (p_cause = 'miss')::integer, failed_checks = c.failed_checks + (p_cause = 'failed_check')::integer
  where c.case_id = p_case_id
  returning c.failures into v_failures;
  if v_failures >= (private.setting_at('failures_to_expose', p_at) #>> '{}')::integer then
    insert into public.exposures (case_id, unit_id, failures, queued_at)
    values (p_case_id, p_round.unit_id, v_failures, p_at)
    on conflict (case_id) do update set failures = excluded.failures, unit_id = excluded.unit_id;
    perform private.add_event(p_case_id, 'exposed', 'system', jsonb_build_object('failures', v_failures));
  end if;
end
$$;

-- A deadline that passed with nothing handed in. An extension or return asked in time holds the consequence.
create function private.settle_miss(p_case_id bigint, p_at timestamptz) returns boolean
language plpgsql security definer set search_path = ''
as $$
declare
  v_case public.cases;
  v_round public.case_rounds;
  v_event_id bigint;
  v_late boolean;
begin
  select * into v_case from public.cases as c where c.case_id = p_case_id for update;
  if v_case.state not in ('dispatched', 'handling') or not v_case.on_account or v_case.suspended
    or v_case.waits_for_person or v_case.deadline_at >= p_at
    or exists (select from public.case_requests as q where q.case_id = p_case_id and q.kind in ('extend', 'return')
      and q.in_time and q.status in ('open', 'first_approved'))
  then
    return false;
  end if;
  select * into strict v_round from public.case_rounds as r where r.case_id = p_case_id and r.ended_at is null;
  -- After an outage the miss is recorded at its true time, marked, and waits for a person: no round opens in the past.
  v_late := p_at - v_case.deadline_at > (private.setting_at('clock_outage_minutes', p_at) #>> '{}')::integer * interval '1 minute'
    and not exists (select from public.case_requests as q where q.case_id = p_case_id and q.round = v_round.round
      and q.kind in ('extend', 'return') and q.in_time and q.status = 'refused' and q.decided_at = p_at);
  v_event_id := private.add_event(p_case_id, 'missed', 'system', jsonb_build_object(
    'round', v_round.round, 'unit_id', v_round.unit_id, 'deadline_at', private.iso(v_case.deadline_at), 'found_late', v_late));
  update public.case_rounds as r set ended_at = v_case.deadline_at, ended_by = 'miss'
  where r.case_id = p_case_id and r.round = v_round.round;
  -- A suspension that was only asked for holds nothing: it lapses with its round.
  update public.case_requests as q set status = 'withdrawn', decided_at = p_at
  where q.case_id = p_case_id and q.status in ('open', 'first_approved');
  perform private.deduct(p_case_id, v_round, 'miss', v_case.deadline_at, p_at, v_event_id);
  if v_late then
    update public.cases as c set waits_for_person = true, stage_version = c.stage_version + 1 where c.case_id = p_case_id;
    return true;
  end if;
  perform private.reopen_round(p_case_id, v_round, p_at);
  return true;
end
$$;

-- The next round for the same unit: a new notice, a new deadline, on account again.
create function private.reopen_round(p_case_id bigint, p_last public.case_rounds, p_at timestamptz) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.open_round(p_case_id, p_last.unit_id,
    jsonb_build_object('value', p_last.limit_value, 'unit', p_last.limit_unit),
    jsonb_build_object('again', p_last.round), p_at);
  perform private.add_event(p_case_id, 're_accounted', 'system',
    (select jsonb_build_object('round', r.round, 'unit_id', r.unit_id, 'deadline_at', private.iso(r.deadline_at))
     from public.case_rounds as r where r.case_id = p_case_id and r.ended_at is null));
end
$$;

-- Cases that were loaded on account stand in a round as well; how its deadline came about is not known.
create function private.open_loaded_rounds() returns void
language sql security definer set search_path = ''
as $$
  insert into public.case_rounds (case_id, round, unit_id, notice_at, limit_value, limit_unit, original_deadline_at,
    deadline_at, derivation, feedback_at)
  select c.case_id, greatest(c.round, 1), c.unit_id, coalesce(c.dispatched_at, c.reported_at), coalesce(l.value, 1),
    coalesce(l.unit, 'work_day'), c.deadline_at, c.deadline_at, '{"loaded": true}', c.feedback_at
  from public.cases as c cross join lateral private.limit_of(c, coalesce(c.dispatched_at, c.reported_at)) as l
  where c.is_open and c.on_account and c.unit_id is not null and c.deadline_at is not null
    and not exists (select from public.case_rounds as r where r.case_id = c.case_id)
$$;

-- Ends suspensions whose date has come.
create function private.resume_case(p_case_id bigint, p_at timestamptz) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  v_case public.cases;
  v_round public.case_rounds;
  v_paused timestamptz;
  v_deadline timestamptz;
begin
  select * into strict v_case from public.cases as c where c.case_id = p_case_id for update;
  select * into strict v_round from public.case_rounds as r where r.case_id = p_case_id and r.ended_at is null;
  select q.decided_at into strict v_paused from public.case_requests as q
  where q.case_id = p_case_id and q.kind = 'suspend' and q.status = 'granted' order by q.request_id desc limit 1;
  v_deadline := private.deadline_after_pause(v_round.limit_unit, v_case.deadline_at, v_paused, p_at, p_at);
  update public.case_rounds as r set deadline_at = v_deadline where r.case_id = p_case_id and r.round = v_round.round;
  update public.cases as c
  set suspended = false, suspended_until = null, deadline_at = v_deadline, stage_version = c.stage_version + 1
  where c.case_id = p_case_id;
end
$$;

-- Consequences begin when a city says so: not while it still brings its cases in, nor before its units answer here.
insert into public.settings (key, value, reason) values ('clocks_run', 'false', 'default');

-- Idempotent: only appends consequences that time has brought. Called every minute by whoever keeps time.
create function private.run_clocks() returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_at timestamptz := private.now();
  v_id bigint;
  v_until timestamptz;
  v_topics text[];
  v_missed integer := 0;
  v_resumed integer := 0;
begin
  if not coalesce(private.setting_at('clocks_run', v_at)::boolean, false) then
    return jsonb_build_object('missed', 0, 'resumed', 0);
  end if;
  for v_id, v_until in
    select c.case_id, c.suspended_until from public.cases as c
    where c.suspended and c.suspended_until <= v_at order by c.case_id for update skip locked
  loop
    v_topics := private.hold_messages(v_id);
    perform private.resume_case(v_id, v_until);
    perform private.add_event(v_id, 'resumed', 'system', jsonb_build_object('by', 'clock'));
    perform private.release_messages(v_id, v_topics, 'resumed');
    v_resumed := v_resumed + 1;
  end loop;
  for v_id in
    select c.case_id from public.cases as c
    where c.is_open and c.on_account and not c.suspended and not c.waits_for_person
      and c.state in ('dispatched', 'handling') and c.clock_at < v_at
      and exists (select from public.case_rounds as r where r.case_id = c.case_id and r.ended_at is null)
    order by c.deadline_at, c.case_id for update skip locked
  loop
    v_topics := private.hold_messages(v_id);
    if private.settle_miss(v_id, v_at) then
      v_missed := v_missed + 1;
      perform private.release_messages(v_id, v_topics, 'missed');
    end if;
  end loop;
  return jsonb_build_object('missed', v_missed, 'resumed', v_resumed);
end
$$;
grant execute on function private.run_clocks() to service_role;
