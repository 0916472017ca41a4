-- Signing in: the first password is changed before anything else, five failures lock, an ended session is over.
begin;
\ir helpers/city.psql
\ir helpers/cast.psql
select plan(47);
create function tests.attempt(p_name text, p_valid boolean) returns text language sql as $$
  select private.password_verification_attempt(jsonb_build_object('user_id', tests.user_id(p_name), 'valid', p_valid)) ->> 'decision'
$$;
create table tests.told (login text, password text);
grant all on tests.told to authenticated;
grant execute on all functions in schema tests to authenticated;
select tests.create_person('newcomer', '990101001'), tests.create_person('second', '990101002');

-- Opening an account.
select tests.authenticate_as('street2');
select throws_ok($$ select public.account_create(tests.person('newcomer'), 'newcomer') $$, 'WG002', null,
  'another street opens no account for our people');
select tests.authenticate_as('operator');
select throws_ok($$ select public.account_create(tests.person('newcomer'), 'newcomer') $$, 'WG002', null, 'nor does an operator');
select tests.authenticate_as('street1');
select throws_ok($$ select public.account_create(tests.person('newcomer'), 'A b') $$, 'WG010', null, 'a name nobody can type is refused');
insert into tests.told select a ->> 'login', a ->> 'one_time_password'
  from public.account_create(tests.person('newcomer'), 'newcomer') a;
select matches(password, '^[a-km-np-z2-9]{4}-[a-km-np-z2-9]{4}-[a-km-np-z2-9]{4}$', 'its street does, with a password told once')
from tests.told;
select throws_ok($$ select public.account_create(tests.person('newcomer'), 'newcomer') $$, 'WG015', null, 'one account a person');
select tests.as_owner();
select ok(encrypted_password = extensions.crypt(t.password, encrypted_password), 'the password opens the account')
from auth.users u, tests.told t where u.email = 'newcomer@wangge.local';
select results_eq($$ select provider, provider_id = user_id::text, email from auth.identities
    where user_id = tests.user_id('newcomer') $$, $$ values ('email', true, 'newcomer@wangge.local'::varchar) $$,
  'with the identity that sign-in looks for');

-- The first password.
select tests.as_owner();
insert into public.memberships (person_id, role, unit_id, valid)
values (tests.person('newcomer'), 'handler', tests.unit('s1'), tstzrange('-infinity', null));
select tests.authenticate_as('newcomer');
select is(public.me() ->> 'must_change_password', 'true', 'me() says that the password must be changed');
select is(public.me() -> 'topics', '[]'::jsonb, 'and nothing else opens');
select is_empty($$ select * from public.cases $$, 'no case by table');
select is_empty($$ select * from public.units $$, 'no unit by table');
select throws_ok($$ select public.cases_page() $$, 'WG006', 'must_change_password', 'no list');
select throws_ok($$ select public.case_report(tests.report(), 'key-00001') $$, 'WG006', 'must_change_password', 'no command');
select ok(not private.may_join('unit:' || tests.unit('s1')), 'no topic');
select is(public.change_my_password('wrong', 'a-new-Password') ->> 'error', 'wrong_password', 'a wrong password changes nothing');
select throws_ok($$ select public.change_my_password((select password from tests.told), 'short') $$, 'WG010', 'weak_password',
  'nine characters are too few');
select throws_ok($$ select public.change_my_password((select password from tests.told), 'Newcomer-2026') $$, 'WG010',
  'weak_password', 'the login is no password');
select throws_ok($$ select public.change_my_password((select password from tests.told), 'aaaaaaaaaaaa') $$, 'WG010',
  'weak_password', 'nor is one letter');
select throws_ok($$ select public.change_my_password(password, password) from tests.told $$, 'WG010', 'weak_password', 'nor the old one');
select is(public.change_my_password((select password from tests.told), '春眠不觉晓处处闻啼鸟') ->> 'ok', 'true', 'a good one is taken');
select isnt_empty($$ select * from public.cases where case_no = 'B' $$, 'and everything opens');

-- Lock-out.
select tests.as_owner();
select is(tests.attempt('handler1', false), 'continue', 'failure ' || n || ' is counted') from generate_series(1, 4) n;
select is(tests.attempt('handler1', false), 'reject', 'the fifth locks');
select is(tests.attempt('handler1', true), 'reject', 'the right password is refused while locked');
select is(tests.attempt('handler2', true), 'continue', 'another account is not');
update public.accounts set locked_until = now() - interval '1 second' where person_id = tests.person('handler1');
select is(tests.attempt('handler1', true), 'continue', 'after a quarter of an hour it opens again');
select is(failed_attempts::integer, 0, 'and counts from nothing') from public.accounts where person_id = tests.person('handler1');
select is((select string_agg(action, ' ' order by audit_id) from public.audit_log where target = 'login:handler1'),
  'sign_in_failed sign_in_failed sign_in_failed sign_in_failed account_locked sign_in_locked sign_in',
  'each attempt is in the log');

-- Ending sessions.
insert into auth.sessions (id, user_id) values ('00000000-0000-0000-0000-00000000000a', tests.user_id('handler1'));
create function tests.with_session(p_name text, p_session text, p_iat timestamptz) returns bigint language plpgsql as $$
begin
  perform tests.authenticate_as(p_name);
  perform set_config('request.jwt.claims', jsonb_build_object('sub', tests.user_id(p_name), 'role', 'authenticated',
    'iat', floor(extract(epoch from p_iat)), 'session_id', p_session)::text, true);
  return private.me();
end
$$;
grant execute on all functions in schema tests to authenticated;
select isnt(tests.with_session('handler1', '00000000-0000-0000-0000-00000000000a', now()), null, 'a session that stands is valid');
select is(tests.with_session('handler1', '00000000-0000-0000-0000-00000000000b', now()), null, 'one that does not is not');
select is(tests.with_session('handler2', '00000000-0000-0000-0000-00000000000a', now()), null, 'nor is another person''s');
select tests.authenticate_as('street2');
select throws_ok($$ select public.account_end_sessions(tests.person('handler1')) $$, 'WG002', null, 'another street ends no session');
select tests.authenticate_as('street1');
select lives_ok($$ select public.account_end_sessions(tests.person('handler1')) $$, 'the own street does');
select is(tests.with_session('handler1', '00000000-0000-0000-0000-00000000000a', now()), null, 'the token is refused at once');
select is(tests.with_session('handler1', null, now() - interval '2 seconds'), null, 'so is an older one without a session');

-- A password that someone else resets, an account that is closed.
select tests.authenticate_as('street1');
select throws_ok($$ select public.account_reset_password(tests.person('commander')) $$, 'WG002', null, 'a street resets no commander');
select throws_ok($$ select public.account_reset_password(tests.person('street1')) $$, 'WG002', null, 'nor oneself');
select is(public.account_reset_password(tests.person('handler1')) ->> 'login', 'handler1', 'its handler it resets');
select tests.authenticate_as('handler1');
select is(private.me(), null, 'who must then change it again');
select tests.authenticate_as('admin');
select lives_ok($$ select public.account_set_active(tests.person('handler2'), false, 'left') $$, 'an account is closed');
select throws_ok($$ select public.account_reset_password(tests.person('auditor')) $$, 'WG002', null,
  'an administrator gives the auditor no password');
select throws_ok($$ select public.account_set_active(tests.person('auditor'), false, '') $$, 'WG002', null, 'and closes no auditor');
select tests.authenticate_as('handler2');
select throws_ok($$ select public.me() $$, 'WG007', 'not_signed_in', 'a closed account is told nothing');
select tests.as_owner();
select is(tests.attempt('handler2', true), 'reject', 'and does not sign in');
select * from finish();
rollback;
