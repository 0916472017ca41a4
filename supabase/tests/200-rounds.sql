-- The closed loop as 篇3 tells it: on account, missed, missed again, false feedback caught, exposed, fixed, written off.
begin;
\ir helpers/city.psql
\ir helpers/cast.psql
select plan(42);
update public.settings set value = 'true' where key = 'clocks_run';
insert into public.class_limits (class_id, value, unit) values ('t:matter:01', 2, 'urgent_work_hour');
select tests.create_user('leader', 'shift_leader', '9901'), tests.create_user('leader2', 'shift_leader', '9901'),
  tests.create_user('moonlighter', 'shift_leader', '9901');
insert into public.memberships (person_id, role, unit_id, valid)
values (tests.person('moonlighter'), 'handler', tests.unit('s1'), tstzrange('-infinity', null));
insert into public.memberships (person_id, role, unit_id, valid)
values (tests.person('handler1'), 'handling_unit', tests.unit('s1'), tstzrange('-infinity', null));

create function tests.at(p_local text) returns void
language sql as $$ select set_config('wangge.now', (p_local || '+08')::timestamptz::text, true) $$;
create function tests.act(p_verb text, p_no text, p_form jsonb default '{}', p_version integer default null, p_key text default gen_random_uuid()::text)
returns jsonb
language plpgsql as $$
declare
  v_answer json;
begin
  execute format('select public.case_%s($1, $2, $3, $4)', p_verb) into v_answer using tests.case_id(p_no), p_form, p_version, p_key;
  return v_answer;
end
$$;
create function tests.photo(p_no text, p_kind text) returns json
language sql as $$
  select public.case_photo_add(tests.case_id(p_no), jsonb_build_object('photo_id', gen_random_uuid(), 'kind', p_kind, 'width', 800, 'height', 600))
$$;
grant execute on all functions in schema tests to authenticated;

select tests.at('2026-11-23 09:00');
select tests.authenticate_as('operator');
select throws_ok($$ select tests.act('file', 'A') $$, 'WG002', null, 'an operator proposes, a shift leader files');
select is(tests.act('send_verify', 'A') ->> 'state', 'verifying', 'an operator sends a supervisor to verify');
select tests.authenticate_as('sup2');
select throws_ok($$ select tests.act('verify', 'A', '{"result": "exists"}') $$, 'WG003', null, 'a supervisor of another community does not know the case');
select tests.authenticate_as('sup1');
select throws_ok($$ select tests.act('verify', 'A') $$, 'WG031', null, 'a verification says what was found');
select is(tests.act('verify', 'A', '{"result": "exists"}') ->> 'state', 'reported', 'its own supervisor verifies');
select tests.authenticate_as('leader');
select is(tests.act('file', 'A') ->> 'state', 'filed', 'a shift leader files');
select throws_ok($$ select tests.act('file', 'A') $$, 'WG014', null, 'twice is illegal');
select tests.authenticate_as('dispatcher1');
select throws_ok($$ select tests.act('dispatch', 'A', jsonb_build_object('unit_id', tests.unit('s1')), 1) $$, 'WG004', null, 'a form that is older than the case is refused');
select is(tests.act('dispatch', 'A', jsonb_build_object('unit_id', tests.unit('s1'))) ->> 'round', '1', 'dispatch opens round 1');
select tests.as_owner();
select results_eq($$ select on_account, deadline_at = '2026-11-23 11:00+08' from public.cases where case_no = 'A' $$,
  $$ values (true, true) $$, 'the case is on account from dispatch, due by its class');

-- Round 1 is missed.
select tests.at('2026-11-23 11:00');
select is(private.run_clocks() ->> 'missed', '0', 'at the deadline it is not late yet');
select tests.at('2026-11-23 11:01');
select is(private.run_clocks() ->> 'missed', '1', 'a minute later it is');
select is(private.run_clocks() ->> 'missed', '0', 'the clock counts a miss once');
select results_eq($$ select round::int, failures::int, deadline_at = '2026-11-23 13:01+08', state from public.cases where case_no = 'A' $$,
  $$ values (2, 1, true, 'dispatched') $$, 'the case is on account again with a new notice and a new deadline');
-- Round 2 is missed.
select tests.at('2026-11-23 13:02');
select is(private.run_clocks() ->> 'missed', '1', 'round 2 is missed as well');

-- Round 3: feedback needs both photos; what was told is false and the check catches it.
select tests.authenticate_as('handler2');
select throws_ok($$ select tests.act('feed_back', 'A', '{"text": "已清理"}') $$, 'WG003', null, 'another squad does not know the case');
select tests.authenticate_as('handler1');
select is(tests.act('accept', 'A') ->> 'state', 'handling', 'the squad accepts');
select throws_ok($$ select tests.act('feed_back', 'A', '{"text": "已清理"}') $$, 'WG034', null, 'without photos no feedback');
select lives_ok($$ select tests.photo('A', 'before') $$, 'a photo before');
select throws_ok($$ select tests.act('feed_back', 'A', '{"text": "已清理"}') $$, 'WG034', null, 'one photo is not enough');
select lives_ok($$ select tests.photo('A', 'after') $$, 'a photo after');
select throws_ok($$ select tests.photo('A', 'check') $$, 'WG002', null, 'the unit does not add the checker''s photo');
select is(tests.act('feed_back', 'A', '{"text": "已清理"}') ->> 'state', 'feedback_submitted', 'feedback with both photos');
select tests.authenticate_as('operator');
select is(tests.act('send_check', 'A') ->> 'state', 'checking', 'an operator sends a supervisor to check');
select tests.at('2026-11-23 18:00');
select tests.as_owner();
select is(private.run_clocks() ->> 'missed', '0', 'feedback in time stopped the unit''s clock');
select tests.authenticate_as('sup1');
select throws_ok($$ select tests.act('check', 'A', '{"passed": false, "note": "垃圾还在"}') $$, 'WG034', null, 'a check needs a photo from the spot');
select lives_ok($$ select tests.photo('A', 'check') $$, 'the supervisor takes it');
select is(tests.act('check', 'A', '{"passed": false, "note": "垃圾还在"}') ->> 'round', '4', 'a failed check opens round 4');
select tests.as_owner();
select results_eq($$ select round::int, cause, points::int, unit_id, happened_at from public.deductions where case_id = tests.case_id('A') order by deduction_id $$,
  $$ values (1, 'miss', 1, tests.unit('s1'), '2026-11-23 11:00+08'::timestamptz),
            (2, 'miss', 1, tests.unit('s1'), '2026-11-23 13:01+08'::timestamptz),
            (3, 'failed_check', 1, tests.unit('s1'), '2026-11-23 18:00+08'::timestamptz) $$,
  'number, unit, cause and order of the deductions are as 篇3 says');
select results_eq($$ select status, failures::int from public.exposures where case_id = tests.case_id('A') $$,
  $$ values ('queued', 3) $$, 'the third failure enters the exposure queue');
select throws_ok($$ update public.deductions set points = 9 $$, 'WG001', null, 'a deduction is never rewritten');

-- Round 4 is done.
select tests.authenticate_as('handler1');
select tests.photo('A', 'before'), tests.photo('A', 'after');
select is(tests.act('feed_back', 'A', '{"text": "已彻底清理"}') ->> 'state', 'feedback_submitted', 'the squad hands in again');
select tests.authenticate_as('operator');
select is(tests.act('send_check', 'A') ->> 'state', 'checking', 'it is checked again');
select tests.authenticate_as('sup1');
select tests.photo('A', 'check');
select is(tests.act('check', 'A', '{"passed": true}') ->> 'state', 'checked', 'this time it passes');
select tests.authenticate_as('moonlighter');
select throws_ok($$ select tests.act('write_off', 'A') $$, 'WG030', null, 'nobody writes off the work of a unit they belong to');
select tests.authenticate_as('operator');
select throws_ok($$ select tests.act('write_off', 'A') $$, 'WG002', null, 'nor does an operator');
select tests.authenticate_as('leader');
select is(tests.act('write_off', 'A', '{}', null, 'write-off-1') ->> 'state', 'written_off', 'another shift leader writes it off');
select is(tests.act('write_off', 'A', '{}', null, 'write-off-1') ->> 'state', 'written_off', 'a retry gets the stored answer');
select throws_ok($$ select tests.act('void', 'A', '{"reason": "误报"}') $$, 'WG014', null, 'what is written off is not void');
select tests.as_owner();
select results_eq($$ select on_account, count(*) over () from public.cases where case_no = 'A' $$, $$ values (false, 1::bigint) $$, 'it is off the account');

-- An outage: the miss is dated truly, and no round opens in the past.
select tests.at('2026-11-24 09:00');
select private.open_round(tests.case_id('B'), tests.unit('s1'), null, '{}', private.now());
select tests.at('2026-12-01 09:00');
select private.run_clocks(), private.run_clocks();
select results_eq($$ select c.waits_for_person, c.round::int, c.failures::int, d.happened_at from public.cases c join public.deductions d using (case_id) where c.case_no = 'B' $$,
  $$ values (true, 1, 1, '2026-11-24 11:00+08'::timestamptz) $$, 'after a week switched off one miss, at its deadline, waits for a person');
select tests.authenticate_as('dispatcher1');
select is(tests.act('reaccount', 'B') ->> 'round', '2', 'a person opens the next round');
select * from finish();
rollback;
