-- The informer is never given away: no table, function or topic tells a handling unit a supervisor or a reporter.
begin;
\ir helpers/city.psql
\ir helpers/cast.psql
select plan(27);
insert into public.grid_leaders (grid_id, post, person_id) values (tests.grid('990101001'), 'first_responsible', tests.person('street1'));
select tests.authenticate_as('sup1');
do $$ begin perform public.case_report(tests.report(2500, 5000, '{"source": "supervisor"}'), 'informer-1'); end $$;
select tests.as_owner();
update public.cases set unit_id = tests.unit('s1'), state = 'dispatched' where source = 'supervisor';

-- Whatever a handler can call about the case, as one text.
create function tests.all_said() returns text language sql as $$
  select concat_ws(' ', public.case_detail(case_id), public.cases_page(), public.cases_points(), public.cases_changes('0'),
    public.grid_card(current_community), public.assign_preview(x, y, 30), public.case_counts(current_street),
    public.search_all('sup1'), public.search_all('informer'))
  from public.cases where source = 'supervisor'
$$;
grant execute on all functions in schema tests to authenticated;
select tests.authenticate_as('handler1');
select unalike(tests.all_said(), '%138sup1%', 'a handler is told no supervisor''s phone');
select unalike(tests.all_said(), '%"sup1"%', 'nor the name');
select unalike(tests.all_said(), '%13900000000%', 'nor the reporter');
select unalike(tests.all_said(), '%"phone": "138street1"%', 'nor the phone of a leader');
select alike(tests.all_said(), '%"name": "street1"%', 'the chain of leaders he sees by name');
select is(public.case_detail(tests.case_id('B')) -> 'supervisors', 'null'::jsonb, 'supervisors are null in the case');
select is(public.grid_card(tests.grid('990101001001')) -> 'supervisors', 'null'::jsonb, 'and in the grid');
select is_empty($$ select * from public.case_supervisors $$, 'the table of supervisors is empty for him');
select is_empty($$ select * from public.supervisor_slots $$, 'so are the slots');
select is_empty($$ select * from public.supervisor_substitutes $$, 'and the substitutes');
select is_empty($$ select * from public.case_candidates $$, 'and the candidates');
select is_empty($$ select * from public.people where person_id <> private.me() $$, 'and everybody but himself');
select throws_ok($$ select * from private.case_event_actors $$, '42501', null, 'who acted is not his to read');
select throws_ok($$ select * from private.reporters $$, '42501', null, 'nor who reported');
select throws_ok($$ select public.case_reporter(tests.case_id('B')) $$, 'WG002', null, 'not through the function either');
select is(public.supervisor_board(tests.grid('9901')) -> 'grids', '[]'::jsonb, 'the board of slots is empty for him');

-- The twins: the same rows, the right role.
select tests.authenticate_as('street1');
select alike(tests.all_said(), '%138sup1%', 'the street sees the supervisor''s phone in one click');
select isnt_empty($$ select * from public.case_supervisors where case_id = tests.case_id('B') $$, 'and the table');
select isnt_empty($$ select * from public.supervisor_slots where grid_id = tests.grid('990101001001') $$, 'and the slots');
select throws_ok($$ select public.case_reporter(tests.case_id('B')) $$, 'WG002', null, 'but no reporter');
select tests.authenticate_as('operator');
select is(public.case_reporter(tests.case_id('B')) -> 'reporters' -> 0 ->> 'phone', '13900000000', 'intake reads the reporter');
select tests.authenticate_as('auditor');
select is((select count(*) from public.audit_log where action = 'reporter_read' and target = 'case:' || tests.case_id('B')),
  1::bigint, 'and the auditor sees that it did');
select tests.authenticate_as('planner');
select is(public.case_detail(tests.case_id('A')) -> 'supervisors', 'null'::jsonb, 'a planner reads cases without supervisors');

-- The wall: counts and points, no words and no person.
select tests.authenticate_as('wall');
select is((select string_agg(r ->> 'description' || (r ->> 'address'), '')
    from jsonb_array_elements(public.cases_changes('0') -> 'rows') r), '', 'the wall gets no words people wrote');
select unalike(public.grid_card(tests.grid('990101001001'))::text, '%street1%', 'and no person');
select throws_ok($$ select public.case_detail(tests.case_id('A')) $$, 'WG003', null, 'and opens no case');
select is_empty($$ select * from public.grid_leaders $$, 'nor the leaders');
select * from finish();
rollback;
