-- Row level security and grants of the closed loop: who reads the case reads its rounds, requests and deductions.
-- Nobody writes a table; every write is a case_<verb>.

do $$
declare
  v_table text;
begin
  foreach v_table in array '{case_actions,case_rounds,case_cohandlers,case_requests,deduction_rules,deductions,bulletins,exposures,case_photos}'::text[] loop
    execute format('alter table public.%I enable row level security', v_table);
    execute format('revoke all on public.%I from anon, authenticated, service_role', v_table);
  end loop;
end
$$;

grant select on public.case_actions, public.case_rounds, public.case_cohandlers, public.deduction_rules,
  public.deductions, public.exposures, public.case_photos to authenticated;
-- Units, never persons: who composed and approved a bulletin stays inside.
grant select (bulletin_id, title, status, composed_at, approved_at, published_at) on public.bulletins to authenticated;
-- Without first_decider: a unit learns what was decided, not by whom.
grant select (request_id, case_id, round, kind, unit_id, reason, asked_at, in_time, until, status, decision_reason,
  decided_at) on public.case_requests to authenticated;

create policy "actions: whoever is signed in reads" on public.case_actions
  for select to authenticated using ((select private.me()) is not null);
create policy "deduction rules: whoever is signed in reads" on public.deduction_rules
  for select to authenticated using ((select private.me()) is not null);
create policy "rounds: those who read the case read" on public.case_rounds
  for select to authenticated using (exists (select from public.cases as c where c.case_id = case_rounds.case_id));
create policy "co-handlers: those who read the case read" on public.case_cohandlers
  for select to authenticated using (exists (select from public.cases as c where c.case_id = case_cohandlers.case_id));
create policy "requests: those who read the case read" on public.case_requests
  for select to authenticated using (exists (select from public.cases as c where c.case_id = case_requests.case_id));
create policy "deductions: those who read the case, and the unit they fell on" on public.deductions
  for select to authenticated using (
    unit_id = any (array(select private.my_units()))
    or exists (select from public.cases as c where c.case_id = deductions.case_id));
create policy "photos: those who read the case read" on public.case_photos
  for select to authenticated using (exists (select from public.cases as c where c.case_id = case_photos.case_id));
create policy "exposures: those who read the case; published ones everybody" on public.exposures
  for select to authenticated using (
    (status = 'published' and (select private.me()) is not null)
    or exists (select from public.cases as c where c.case_id = exposures.case_id));
create policy "bulletins: published ones everybody, others those who command" on public.bulletins
  for select to authenticated using (
    (status = 'published' and (select private.me()) is not null)
    or (select private.has_role('commander')) or (select private.has_role('inspector')));

do $$
declare
  v_verb text;
begin
  foreach v_verb in array '{send_verify,verify,file,reject,transfer,void,force_close,self_handle,dispatch,accept,feed_back,ask,decide,resume,reaccount,send_check,check,write_off}'::text[] loop
    execute format('grant execute on function public.case_%s(bigint, jsonb, integer, text) to authenticated', v_verb);
  end loop;
  foreach v_verb in array '{urge,supervise,refer,call_back,ask_appeal,decide_appeal}'::text[] loop
    execute format('grant execute on function public.case_%s(bigint, jsonb, text) to authenticated', v_verb);
  end loop;
end
$$;

-- What the caller may do with a case now, for the screen to offer and to explain before the click.
create function public.case_actions_now(p_case_id bigint) returns json
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_me bigint := private.require_me();
  v_case public.cases;
  v_round public.case_rounds;
  v_own boolean := false;
begin
  select * into v_case from public.cases as c where c.case_id = p_case_id;
  if v_case.case_id is null or not private.sees_case(p_case_id) then
    raise exception 'not_found' using errcode = 'WG003', detail = 'case';
  end if;
  select * into v_round from public.case_rounds as r where r.case_id = p_case_id order by r.round desc limit 1;
  if v_round.unit_id is not null then
    v_own := private.belongs_to_unit(v_me, v_round.unit_id, v_round.notice_at);
  end if;
  return (
    select coalesce(json_agg(json_build_object('action', a.action, 'to_state', a.to_state, 'role', a.role,
      'refused', case when v_own and a.action in
        ('decide', 'decide_appeal', 'check_pass', 'check_fail', 'write_off', 'void', 'force_close') then 'own_work' end)
      order by a.action), '[]')
    from (select t.action, t.to_state, private.role_for_action(v_case, t.action) as role
          from public.case_actions as t where t.from_state = v_case.state) as a
    where a.role is not null);
end
$$;
grant execute on function public.case_actions_now(bigint) to authenticated;
