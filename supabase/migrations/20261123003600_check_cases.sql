-- 核查, 返工, 销账, and what stands beside the state.

create function public.case_send_check(p_case_id bigint, p_form jsonb, p_stage_version integer, p_key text) returns json
language plpgsql security definer set search_path = ''
as $$
declare
  v_command private.command := private.begin_command(p_case_id, 'send_check', p_form, p_stage_version, p_key);
begin
  if v_command.answer is not null then return v_command.answer; end if;
  perform private.move_case(p_case_id, v_command.to_state, v_command.at);
  return private.end_command(v_command, 'check_requested', '{}');
end
$$;

-- form: {passed: boolean, note}; a photo from the spot must be there. A failed check ends the round: one deduction,
-- and the same unit reworks (返工) with a new notice and a new deadline.
create function public.case_check(p_case_id bigint, p_form jsonb, p_stage_version integer, p_key text) returns json
language plpgsql security definer set search_path = ''
as $$
declare
  v_passed boolean := (p_form ->> 'passed')::boolean;
  v_command private.command;
  v_round public.case_rounds;
  v_event_id bigint;
begin
  v_command := private.begin_command(p_case_id, case when v_passed then 'check_pass' else 'check_fail' end,
    p_form, p_stage_version, p_key, 'check');
  if v_command.answer is not null then return v_command.answer; end if;
  if v_passed is null then
    raise exception 'result_missing' using errcode = 'WG031';
  end if;
  perform private.refuse_own_work(v_command);
  select * into strict v_round from public.case_rounds as r where r.case_id = p_case_id and r.ended_at is null;
  perform private.require_photos(p_case_id, v_round.round, '{check}');
  if v_passed then
    perform private.move_case(p_case_id, v_command.to_state, v_command.at);
    return private.end_command(v_command, 'checked', private.round_data(p_case_id, p_form ->> 'note'));
  end if;
  v_event_id := private.add_event(p_case_id, 'check_failed', v_command.role, jsonb_build_object('round', v_round.round, 'unit_id', v_round.unit_id, 'note', private.require_reason(p_form ->> 'note')));
  update public.case_rounds as r set ended_at = v_command.at, ended_by = 'failed_check'
  where r.case_id = p_case_id and r.round = v_round.round;
  perform private.deduct(p_case_id, v_round, 'failed_check', v_command.at, v_command.at, v_event_id);
  perform private.open_round(p_case_id, v_round.unit_id,
    jsonb_build_object('value', v_round.limit_value, 'unit', v_round.limit_unit),
    jsonb_build_object('again', v_round.round), v_command.at);
  return private.end_command(v_command, 're_accounted', private.round_data(p_case_id, null));
end
$$;

create function public.case_write_off(p_case_id bigint, p_form jsonb, p_stage_version integer, p_key text) returns json
language plpgsql security definer set search_path = ''
as $$
declare
  v_command private.command := private.begin_command(p_case_id, 'write_off', p_form, p_stage_version, p_key);
begin
  if v_command.answer is not null then return v_command.answer; end if;
  perform private.refuse_own_work(v_command);
  update public.case_rounds as r set ended_at = v_command.at, ended_by = 'write_off'
  where r.case_id = p_case_id and r.ended_at is null;
  perform private.move_case(p_case_id, v_command.to_state, v_command.at);
  return private.end_command(v_command, 'written_off', '{}');
end
$$;

-- Urge, supervise, refer, call back: events beside the state; they void nobody's form.
create function private.note_beside(p_case_id bigint, p_action text, p_kind text, p_form jsonb, p_key text) returns json
language plpgsql security definer set search_path = ''
as $$
declare
  v_command private.command := private.begin_command(p_case_id, p_action, p_form, null, p_key);
begin
  if v_command.answer is not null then return v_command.answer; end if;
  if p_action = 'supervise' then
    update public.cases as c set supervised = c.supervised + 1 where c.case_id = p_case_id;
  end if;
  return private.end_command(v_command, p_kind, jsonb_strip_nulls(jsonb_build_object(
    'text', private.require_reason(p_form ->> 'text'), 'level', left(p_form ->> 'level', 40),
    'reply_by', (p_form ->> 'reply_by')::timestamptz, 'organ', left(p_form ->> 'organ', 120),
    'satisfied', (p_form ->> 'satisfied')::boolean)));
end
$$;

create function public.case_urge(p_case_id bigint, p_form jsonb, p_key text) returns json
language sql security definer set search_path = ''
as $$ select private.note_beside(p_case_id, 'urge', 'urged', p_form, p_key) $$;

create function public.case_supervise(p_case_id bigint, p_form jsonb, p_key text) returns json
language sql security definer set search_path = ''
as $$ select private.note_beside(p_case_id, 'supervise', 'supervised', p_form, p_key) $$;

create function public.case_refer(p_case_id bigint, p_form jsonb, p_key text) returns json
language sql security definer set search_path = ''
as $$ select private.note_beside(p_case_id, 'refer', 'referred', p_form, p_key) $$;

create function public.case_call_back(p_case_id bigint, p_form jsonb, p_key text) returns json
language sql security definer set search_path = ''
as $$ select private.note_beside(p_case_id, 'call_back', 'called_back', p_form, p_key) $$;

-- 申诉: once, after closing, by the unit that failed; two reviews. Granted: the fact stays, the statistic is exempt.
create function public.case_ask_appeal(p_case_id bigint, p_form jsonb, p_key text) returns json
language plpgsql security definer set search_path = ''
as $$
declare
  v_command private.command := private.begin_command(p_case_id, 'ask_appeal', p_form, null, p_key);
  v_case public.cases;
begin
  if v_command.answer is not null then return v_command.answer; end if;
  select * into v_case from public.cases as c where c.case_id = p_case_id;
  if v_case.failures = 0 then
    raise exception 'nothing_to_appeal' using errcode = 'WG042';
  elsif exists (select from public.case_requests as q where q.case_id = p_case_id and q.kind = 'appeal') then
    raise exception 'appealed_before' using errcode = 'WG043';
  end if;
  insert into public.case_requests (case_id, round, kind, unit_id, reason, asked_at, in_time)
  values (p_case_id, v_case.round, 'appeal', v_case.unit_id, private.require_reason(p_form ->> 'reason'), v_command.at, true);
  return private.end_command(v_command, 'appealed', jsonb_build_object('reason', left(p_form ->> 'reason', 2000)));
end
$$;

create function public.case_decide_appeal(p_case_id bigint, p_form jsonb, p_key text) returns json
language plpgsql security definer set search_path = ''
as $$
declare
  v_command private.command := private.begin_command(p_case_id, 'decide_appeal', p_form, null, p_key);
  v_request public.case_requests;
  v_granted boolean := (p_form ->> 'granted')::boolean;
begin
  if v_command.answer is not null then return v_command.answer; end if;
  perform private.refuse_own_work(v_command);
  select * into v_request from public.case_requests as q
  where q.case_id = p_case_id and q.kind = 'appeal' and q.status in ('open', 'first_approved');
  if v_request.request_id is null then
    raise exception 'no_request' using errcode = 'WG037';
  elsif v_granted is null then
    raise exception 'result_missing' using errcode = 'WG031';
  elsif v_request.first_decider = v_command.me then
    raise exception 'second_person_needed' using errcode = 'WG041';
  end if;
  update public.case_requests as q
  set status = case when not v_granted then 'refused' when q.status = 'open' then 'first_approved' else 'granted' end,
      first_decider = coalesce(q.first_decider, v_command.me),
      decided_at = case when not v_granted or q.status = 'first_approved' then v_command.at end,
      decision_reason = private.require_reason(p_form ->> 'reason')
  where q.request_id = v_request.request_id
  returning * into v_request;
  if v_request.status = 'granted' then
    update public.cases as c set exempt = true where c.case_id = p_case_id;
  end if;
  return private.end_command(v_command, 'appeal_' || v_request.status, jsonb_build_object('reason', left(p_form ->> 'reason', 2000)));
end
$$;
