-- Reporters are erased when their time is over, and only then.
begin;
\ir helpers/city.psql
\ir helpers/cast.psql
select plan(6);
update public.cases set state = 'written_off', closed_at = now() - interval '181 days' where case_no = 'A';
update public.cases set state = 'written_off', closed_at = now() - interval '179 days' where case_no = 'B';
select is(private.tidy_up() ->> 'reporters', '1', 'one reporter is past the 180 days');
select results_eq($$ select case_id from private.reporters $$, $$ values (tests.case_id('B')) $$, 'the other is kept');
select is(private.tidy_up() ->> 'reporters', '0', 'a second run has nothing to do');
select is((select count(*) from public.audit_log where action = 'reporters_erased'), 1::bigint, 'the log says so once');
insert into public.settings (key, value, valid_from) values ('reporter_kept_days_after_closing', '10', now() - interval '1 minute');
select is(private.tidy_up() ->> 'reporters', '1', 'the city may keep them for less');
select lives_ok($$ select private.note_refusal(tests.user_id('handler1'), 'case_assign_grid', 'not_allowed') $$,
  'the server writes a refusal down');
select * from finish();
rollback;
