-- History and log only grow, even for the owner of the database.
begin;
\ir helpers/city.psql
\ir helpers/cast.psql
select plan(9);
do $$ begin perform private.add_event(tests.case_id('A'), 'commented', 'inspector', '{}'); perform private.audit('t', 't', '{}'); end $$;
select throws_ok($$ update public.case_events set kind = 'x' $$, 'WG001', 'append_only', 'an event is not changed');
select throws_ok($$ delete from public.case_events $$, 'WG001', 'append_only', 'nor deleted');
select throws_ok($$ truncate public.case_events cascade $$, 'WG001', 'append_only', 'nor all of them at once');
select throws_ok($$ update public.audit_log set action = 'x' $$, 'WG001', 'append_only', 'a line of the log is not changed');
select throws_ok($$ delete from public.audit_log $$, 'WG001', 'append_only', 'nor deleted');
select throws_ok($$ truncate public.audit_log $$, 'WG001', 'append_only', 'nor all of them at once');
select lives_ok($$ insert into public.case_events (case_id, kind) values (tests.case_id('A'), 'commented') $$, 'an event is added');
select tests.authenticate_as('admin');
select throws_ok($$ insert into public.audit_log (action) values ('forged') $$, '42501', null, 'the administrator writes no line');
select tests.authenticate_as('auditor');
select throws_ok($$ insert into public.audit_log (action) values ('forged') $$, '42501', null, 'nor does the auditor');
select * from finish();
rollback;
