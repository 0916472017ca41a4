-- Dispatch and handling: 派遣, 签收, 处置反馈, and what a unit may ask for.

-- form: {unit_id, limit?: {value, unit}, cohandlers?: [unit_id], note?}
create function public.case_dispatch(p_case_id bigint, p_form jsonb, p_stage_version integer, p_key text) returns json
language plpgsql security definer set search_path = ''
as $$
declare
  v_command private.command := private.begin_command(p_case_id, 'dispatch', p_form, p_stage_version, p_key);
  v_unit bigint := (p_form ->> 'unit_id')::bigint;
begin
  if v_command.answer is not null then return v_command.answer; end if;
  if not exists (select from public.units as u where u.unit_id = v_unit and u.active
      and u.kind not in ('city_centre', 'district_centre')) then
    raise exception 'unit_unknown' using errcode = 'WG035';
  end if;
  perform private.open_round(p_case_id, v_unit, nullif(p_form -> 'limit', 'null'),
    coalesce(p_form -> 'routing', '{}'), v_command.at);
  delete from public.case_cohandlers as h where h.case_id = p_case_id;
  insert into public.case_cohandlers (case_id, unit_id)
  select distinct p_case_id, h.value::bigint
  from jsonb_array_elements_text(coalesce(p_form -> 'cohandlers', '[]')) as h where h.value::bigint <> v_unit;
  return private.end_command(v_command, 'dispatched', private.round_data(p_case_id, p_form ->> 'note'));
end
$$;

create function private.round_data(p_case_id bigint, p_note text) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select jsonb_strip_nulls(jsonb_build_object('round', r.round, 'unit_id', r.unit_id,
    'deadline_at', private.iso(r.deadline_at), 'note', left(p_note, 2000)))
  from public.case_rounds as r where r.case_id = p_case_id and r.ended_at is null
$$;

create function public.case_accept(p_case_id bigint, p_form jsonb, p_stage_version integer, p_key text) returns json
language plpgsql security definer set search_path = ''
as $$
declare
  v_command private.command := private.begin_command(p_case_id, 'accept', p_form, p_stage_version, p_key);
begin
  if v_command.answer is not null then return v_command.answer; end if;
  perform private.move_case(p_case_id, v_command.to_state, v_command.at);
  return private.end_command(v_command, 'accepted', '{}');
end
$$;

-- form: {text, finished_at?}; photos before and after of this round must be there (R93). What comes after the
-- deadline counts for the round that the miss opened: nothing a unit did is lost, and nothing late becomes early.
create function public.case_feed_back(p_case_id bigint, p_form jsonb, p_stage_version integer, p_key text) returns json
language plpgsql security definer set search_path = ''
as $$
declare
  v_command private.command := private.begin_command(p_case_id, 'feed_back', p_form, p_stage_version, p_key);
  v_before smallint;
  v_case public.cases;
begin
  if v_command.answer is not null then return v_command.answer; end if;
  select c.round into v_before from public.cases as c where c.case_id = p_case_id;
  perform private.require_photos(p_case_id, v_before, '{before,after}');
  perform private.settle_miss(p_case_id, v_command.at);
  select * into v_case from public.cases as c where c.case_id = p_case_id;
  if v_case.suspended then
    raise exception 'illegal_state' using errcode = 'WG014';
  elsif v_case.waits_for_person then
    perform private.reopen_round(p_case_id,
      (select r from public.case_rounds as r where r.case_id = p_case_id order by r.round desc limit 1), v_command.at);
  end if;
  update public.case_photos as f set round = c.round
  from public.cases as c
  where c.case_id = p_case_id and f.case_id = p_case_id and f.round = v_before and f.kind in ('before', 'after')
    and c.round > v_before;
  update public.case_requests as q set status = 'withdrawn', decided_at = v_command.at
  where q.case_id = p_case_id and q.status in ('open', 'first_approved');
  update public.case_rounds as r set feedback_at = v_command.at where r.case_id = p_case_id and r.ended_at is null;
  perform private.move_case(p_case_id, v_command.to_state, v_command.at);
  update public.cases as c set feedback_at = v_command.at where c.case_id = p_case_id;
  return private.end_command(v_command, 'feedback', private.round_data(p_case_id, private.require_reason(p_form ->> 'text')));
end
$$;

-- form: {kind: extend | return | suspend, reason, until?}
create function public.case_ask(p_case_id bigint, p_form jsonb, p_stage_version integer, p_key text) returns json
language plpgsql security definer set search_path = ''
as $$
declare
  v_kind text := p_form ->> 'kind';
  v_command private.command;
  v_case public.cases;
  v_until timestamptz := (p_form ->> 'until')::timestamptz;
begin
  v_command := private.begin_command(p_case_id,
    'ask_' || case when v_kind in ('extend', 'return', 'suspend') then v_kind else 'extend' end,
    p_form, p_stage_version, p_key, 'ask');
  if v_command.answer is not null then return v_command.answer; end if;
  if v_kind is null or v_kind not in ('extend', 'return', 'suspend') then
    raise exception 'bad_request' using errcode = 'WG010';
  end if;
  select * into v_case from public.cases as c where c.case_id = p_case_id;
  if v_case.suspended or v_case.waits_for_person then
    raise exception 'illegal_state' using errcode = 'WG014', detail = 'suspended';
  elsif exists (select from public.case_requests as q
      where q.case_id = p_case_id and q.status in ('open', 'first_approved')) then
    raise exception 'request_open' using errcode = 'WG036';
  elsif v_case.deadline_at < v_command.at then
    raise exception 'deadline_passed' using errcode = 'WG038';
  elsif v_kind = 'extend' and v_case.extensions_granted
      >= (private.setting_at('extensions_at_most', v_command.at) #>> '{}')::integer then
    raise exception 'extensions_used_up' using errcode = 'WG039';
  elsif v_kind = 'suspend' and (v_case.suspended_once or v_until is null or v_until <= v_command.at
      or v_until > v_command.at + interval '1 year') then
    raise exception 'suspension_not_possible' using errcode = 'WG040';
  end if;
  insert into public.case_requests (case_id, round, kind, unit_id, reason, asked_at, in_time, until)
  values (p_case_id, v_case.round, v_kind, v_case.unit_id, private.require_reason(p_form ->> 'reason'), v_command.at,
    true, case when v_kind = 'suspend' then v_until end);
  return private.end_command(v_command, 'asked_' || v_kind, jsonb_strip_nulls(jsonb_build_object(
    'round', v_case.round, 'reason', left(p_form ->> 'reason', 2000), 'until', v_until)));
end
$$;

-- form: {granted: boolean, reason}. An extension needs two persons; a return and a suspension one. Refused after
-- the deadline, the miss is dated at the deadline.
create function public.case_decide(p_case_id bigint, p_form jsonb, p_stage_version integer, p_key text) returns json
language plpgsql security definer set search_path = ''
as $$
declare
  v_command private.command := private.begin_command(p_case_id, 'decide', p_form, p_stage_version, p_key);
  v_request public.case_requests;
  v_granted boolean := (p_form ->> 'granted')::boolean;
begin
  if v_command.answer is not null then return v_command.answer; end if;
  perform private.refuse_own_work(v_command);
  select * into v_request from public.case_requests as q
  where q.case_id = p_case_id and q.status in ('open', 'first_approved') and q.kind <> 'appeal';
  if v_request.request_id is null then
    raise exception 'no_request' using errcode = 'WG037';
  elsif v_granted is null then
    raise exception 'result_missing' using errcode = 'WG031';
  elsif v_request.first_decider = v_command.me then
    raise exception 'second_person_needed' using errcode = 'WG041';
  end if;
  if v_granted and v_request.kind = 'extend' and v_request.status = 'open' then
    update public.case_requests as q set status = 'first_approved', first_decider = v_command.me
    where q.request_id = v_request.request_id;
    return private.end_command(v_command, 'first_approved', jsonb_build_object('kind', v_request.kind));
  end if;
  update public.case_requests as q
  set status = case when v_granted then 'granted' else 'refused' end, decided_at = v_command.at,
      decision_reason = case when v_granted then coalesce(p_form ->> 'reason', '')
        else private.require_reason(p_form ->> 'reason') end
  where q.request_id = v_request.request_id;
  if v_granted then
    perform private.carry_out(v_request, v_command);
  else
    perform private.settle_miss(p_case_id, v_command.at);
  end if;
  return private.end_command(v_command, v_request.kind || case when v_granted then '_granted' else '_refused' end,
    jsonb_build_object('round', v_request.round, 'reason', left(p_form ->> 'reason', 2000)));
end
$$;

create function private.carry_out(p_request public.case_requests, p_command private.command) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  v_round public.case_rounds;
  v_due record;
begin
  select * into strict v_round from public.case_rounds as r where r.case_id = p_request.case_id and r.ended_at is null;
  if p_request.kind = 'extend' then
    select * into v_due from private.deadline_of(v_round.deadline_at, v_round.limit_value, v_round.limit_unit, p_command.at, true);
    update public.case_rounds as r set deadline_at = v_due.deadline_at,
      derivation = v_round.derivation || jsonb_build_object('extended', v_due.derivation)
    where r.case_id = v_round.case_id and r.round = v_round.round;
    update public.cases as c
    set deadline_at = v_due.deadline_at, extensions_granted = c.extensions_granted + 1, stage_version = c.stage_version + 1,
        first_deadline_at = case when v_round.round = 1 then v_due.deadline_at else c.first_deadline_at end
    where c.case_id = p_request.case_id;
    -- Granted too late to help: the new deadline has passed as well.
    perform private.settle_miss(p_request.case_id, p_command.at);
  elsif p_request.kind = 'return' then
    perform private.move_case(p_request.case_id, 'filed', p_command.at);
    update public.cases as c set unit_id = null, deadline_at = null where c.case_id = p_request.case_id;
  else
    update public.cases as c
    set suspended = true, suspended_once = true, suspended_until = p_request.until, stage_version = c.stage_version + 1
    where c.case_id = p_request.case_id;
  end if;
end
$$;

create function public.case_resume(p_case_id bigint, p_form jsonb, p_stage_version integer, p_key text) returns json
language plpgsql security definer set search_path = ''
as $$
declare
  v_command private.command := private.begin_command(p_case_id, 'resume', p_form, p_stage_version, p_key);
begin
  if v_command.answer is not null then return v_command.answer; end if;
  if not (select c.suspended from public.cases as c where c.case_id = p_case_id) then
    raise exception 'illegal_state' using errcode = 'WG014';
  end if;
  perform private.resume_case(p_case_id, v_command.at);
  return private.end_command(v_command, 'resumed', jsonb_build_object('reason', private.require_reason(p_form ->> 'reason')));
end
$$;

-- After an outage a person opens the next round.
create function public.case_reaccount(p_case_id bigint, p_form jsonb, p_stage_version integer, p_key text) returns json
language plpgsql security definer set search_path = ''
as $$
declare
  v_command private.command := private.begin_command(p_case_id, 'reaccount', p_form, p_stage_version, p_key);
begin
  if v_command.answer is not null then return v_command.answer; end if;
  if not (select c.waits_for_person from public.cases as c where c.case_id = p_case_id) then
    raise exception 'illegal_state' using errcode = 'WG014';
  end if;
  perform private.reopen_round(p_case_id,
    (select r from public.case_rounds as r where r.case_id = p_case_id order by r.round desc limit 1), v_command.at);
  return private.end_command(v_command, 'reaccount_ordered', '{}');
end
$$;
