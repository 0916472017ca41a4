-- From report to filing: verify before filing (核实), file (立案), reject, self-handled, transfer.
-- Every case_<verb> takes (case, form, expected stage_version, key) and answers the case's row.

create function public.case_send_verify(p_case_id bigint, p_form jsonb, p_stage_version integer, p_key text) returns json
language plpgsql security definer set search_path = ''
as $$
declare
  v_command private.command := private.begin_command(p_case_id, 'send_verify', p_form, p_stage_version, p_key);
begin
  if v_command.answer is not null then return v_command.answer; end if;
  perform private.move_case(p_case_id, v_command.to_state, v_command.at);
  return private.end_command(v_command, 'verify_requested', '{}');
end
$$;

-- form: {result: exists | not_exists | cannot_tell, note}
create function public.case_verify(p_case_id bigint, p_form jsonb, p_stage_version integer, p_key text) returns json
language plpgsql security definer set search_path = ''
as $$
declare
  v_command private.command := private.begin_command(p_case_id, 'verify', p_form, p_stage_version, p_key);
begin
  if v_command.answer is not null then return v_command.answer; end if;
  if coalesce(p_form ->> 'result', '') not in ('exists', 'not_exists', 'cannot_tell') then
    raise exception 'result_missing' using errcode = 'WG031';
  end if;
  perform private.move_case(p_case_id, v_command.to_state, v_command.at);
  update public.cases as c set verify_result = p_form ->> 'result' where c.case_id = p_case_id;
  return private.end_command(v_command, 'verified', jsonb_build_object(
    'result', p_form ->> 'result', 'note', left(p_form ->> 'note', 2000)));
end
$$;

-- form: {class_id?, condition?}: class and condition are settled now; a place without a grid cannot be filed.
create function public.case_file(p_case_id bigint, p_form jsonb, p_stage_version integer, p_key text) returns json
language plpgsql security definer set search_path = ''
as $$
declare
  v_command private.command := private.begin_command(p_case_id, 'file', p_form, p_stage_version, p_key);
  v_case public.cases;
begin
  if v_command.answer is not null then return v_command.answer; end if;
  select * into v_case from public.cases as c where c.case_id = p_case_id;
  if v_case.current_community is null then
    raise exception 'no_grid_yet' using errcode = 'WG033';
  elsif not exists (select from public.case_classes as k
      where k.class_id = coalesce(p_form ->> 'class_id', v_case.class_id) and k.kind = 'matter' and k.active) then
    raise exception 'class_unknown' using errcode = 'WG013';
  end if;
  perform private.move_case(p_case_id, v_command.to_state, v_command.at);
  update public.cases as c
  set filed_at = v_command.at, class_id = coalesce(p_form ->> 'class_id', c.class_id),
      condition = coalesce(p_form ->> 'condition', c.condition)
  where c.case_id = p_case_id;
  return private.end_command(v_command, 'filed', jsonb_build_object(
    'class_id', coalesce(p_form ->> 'class_id', v_case.class_id)));
end
$$;

create function private.close_with_reason(
  p_case_id bigint, p_action text, p_kind text, p_form jsonb, p_stage_version integer, p_key text
) returns json
language plpgsql security definer set search_path = ''
as $$
declare
  v_command private.command := private.begin_command(p_case_id, p_action, p_form, p_stage_version, p_key);
  v_reason text;
begin
  if v_command.answer is not null then return v_command.answer; end if;
  v_reason := private.require_reason(p_form ->> 'reason');
  -- A case that came back from a unit has a round that still runs.
  perform private.refuse_own_work(v_command);
  update public.case_rounds as r set ended_at = v_command.at, ended_by = 'closed'
  where r.case_id = p_case_id and r.ended_at is null;
  update public.case_requests as q set status = 'withdrawn', decided_at = v_command.at
  where q.case_id = p_case_id and q.status in ('open', 'first_approved');
  perform private.move_case(p_case_id, v_command.to_state, v_command.at);
  if p_action = 'void' then
    perform private.counter_deductions(p_case_id, v_command);
  end if;
  return private.end_command(v_command, p_kind, jsonb_strip_nulls(jsonb_build_object(
    'reason', v_reason, 'module', left(p_form ->> 'module', 80))));
end
$$;

-- A void case never was: each deduction gets a counter-entry, and the exposure is dismissed.
create function private.counter_deductions(p_case_id bigint, p_command private.command) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  v_event_id bigint;
begin
  if exists (select from public.deductions as d where d.case_id = p_case_id) then
    v_event_id := private.add_event(p_case_id, 'deductions_countered', p_command.role, '{}');
    insert into public.deductions (case_id, round, unit_id, cause, rule_id, points, happened_at, recorded_at, event_id, counters)
    select d.case_id, d.round, d.unit_id, d.cause, d.rule_id, -d.points, d.happened_at, p_command.at, v_event_id, d.deduction_id
    from public.deductions as d
    where d.case_id = p_case_id and d.counters is null
      and not exists (select from public.deductions as e where e.counters = d.deduction_id);
  end if;
  update public.exposures as x set status = 'dismissed', reason = 'void'
  where x.case_id = p_case_id and x.status <> 'published';
end
$$;

create function public.case_reject(p_case_id bigint, p_form jsonb, p_stage_version integer, p_key text) returns json
language sql security definer set search_path = ''
as $$ select private.close_with_reason(p_case_id, 'reject', 'rejected', p_form, p_stage_version, p_key) $$;

create function public.case_transfer(p_case_id bigint, p_form jsonb, p_stage_version integer, p_key text) returns json
language sql security definer set search_path = ''
as $$ select private.close_with_reason(p_case_id, 'transfer', 'transferred', p_form, p_stage_version, p_key) $$;

create function public.case_void(p_case_id bigint, p_form jsonb, p_stage_version integer, p_key text) returns json
language sql security definer set search_path = ''
as $$ select private.close_with_reason(p_case_id, 'void', 'voided', p_form, p_stage_version, p_key) $$;

create function public.case_force_close(p_case_id bigint, p_form jsonb, p_stage_version integer, p_key text) returns json
language sql security definer set search_path = ''
as $$ select private.close_with_reason(p_case_id, 'force_close', 'force_closed', p_form, p_stage_version, p_key) $$;

create function private.require_photos(p_case_id bigint, p_round smallint, p_kinds text[]) returns void
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_kind text;
begin
  foreach v_kind in array p_kinds loop
    if not exists (select from public.case_photos as f
        where f.case_id = p_case_id and f.round = p_round and f.kind = v_kind) then
      raise exception 'photo_missing' using errcode = 'WG034', detail = v_kind;
    end if;
  end loop;
end
$$;

-- Found and fixed on the spot (R87): two photos, closed by an operator, not by who fixed it.
create function public.case_self_handle(p_case_id bigint, p_form jsonb, p_stage_version integer, p_key text) returns json
language plpgsql security definer set search_path = ''
as $$
declare
  v_command private.command := private.begin_command(p_case_id, 'self_handle', p_form, p_stage_version, p_key);
begin
  if v_command.answer is not null then return v_command.answer; end if;
  perform private.require_photos(p_case_id, 0::smallint, '{before,after}');
  if exists (select from public.case_events as e join private.case_event_actors as a on a.event_id = e.event_id
      where e.case_id = p_case_id and e.kind = 'reported' and a.person_id = v_command.me) then
    raise exception 'own_work' using errcode = 'WG030';
  end if;
  perform private.move_case(p_case_id, v_command.to_state, v_command.at);
  return private.end_command(v_command, 'self_handled', jsonb_build_object('valid', coalesce((p_form ->> 'valid')::boolean, true)));
end
$$;
