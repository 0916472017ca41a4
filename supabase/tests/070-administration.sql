-- Who gives posts, appoints supervisors, sets rules and reads the log.
begin;
\ir helpers/city.psql
\ir helpers/cast.psql
select plan(50);
create function tests.give(p_name text, p_role text, p_area text, p_unit text default null) returns jsonb language sql as $$
  select public.membership_grant(jsonb_build_object('person_id', tests.person(p_name), 'role', p_role,
    'grid_id', tests.grid(p_area), 'unit_id', tests.unit(p_unit), 'reason', 't'))
$$;
grant execute on all functions in schema tests to authenticated;
select tests.create_person('clerk', '990101001'), tests.create_person('outsider', '990102001'), tests.create_person('at_large');

-- Posts. Each refusal has its twin.
select tests.authenticate_as('street1');
select lives_ok($$ select tests.give('clerk', 'handler', null, 's1') $$, 'a street makes its people handlers');
select throws_ok($$ select tests.give('clerk', 'handler', null, 's1') $$, 'WG015', null, 'once');
select throws_ok($$ select tests.give('clerk', 'handler', null, 's2') $$, 'WG002', null, 'of its own squad only');
select throws_ok($$ select tests.give('outsider', 'handler', null, 's1') $$, 'WG002', null, 'and its own people only');
select throws_ok($$ select tests.give('clerk', 'street_official', '990101001') $$, 'WG002', null, 'no officials');
select throws_ok($$ select tests.give('clerk', 'intake_operator', '9901') $$, 'WG002', null, 'nothing of the centre');
select throws_ok($$ select tests.give('street1', 'handler', null, 's1') $$, 'WG002', null, 'and nothing for oneself');
select tests.authenticate_as('admin1');
select lives_ok($$ select tests.give('clerk', 'street_official', '990101001') $$, 'the district''s administrator makes officials');
select throws_ok($$ select tests.give('clerk', 'intake_operator', '9901') $$, 'WG002', null, 'not for the city');
select throws_ok($$ select tests.give('outsider', 'handler', null, 's1') $$, 'WG002', null, 'nor from another district');
select tests.authenticate_as('admin');
select lives_ok($$ select tests.give('at_large', 'intake_operator', '9901') $$, 'the city''s administrator does');
select throws_ok($$ select tests.give('at_large', 'auditor', '9901') $$, 'WG002', null, 'but makes no auditor');
select throws_ok($$ select tests.give('admin', 'auditor', '9901') $$, 'WG002', null, 'least of all himself');
select throws_ok($$ select tests.give('at_large', 'street_official', '990101') $$, 'WG010', null, 'a street''s post has a street');
select throws_ok($$ select tests.give('at_large', 'handler', '990101001', 's1') $$, 'WG010', null, 'a handler''s has no area');
select throws_ok($$ select tests.give('at_large', 'handler', null) $$, 'WG010', null, 'but a unit');
select lives_ok($$ select public.membership_end(membership_id, null, 't') from public.memberships
    where person_id = tests.person('clerk') and role = 'handler' $$, 'a post is ended');
select throws_ok($$ select public.membership_end(membership_id, null, 't') from public.memberships
    where person_id = tests.person('admin') $$, 'WG002', null, 'not one''s own');
select tests.as_owner();
select throws_ok($$ insert into public.memberships (person_id, role, grid_id)
    values (tests.person('auditor'), 'system_admin', tests.grid('9901')) $$, 'WG015', 'powers_not_separated',
  'nobody is both auditor and administrator, whoever writes it');
select matches(private.create_auditor('audit2', '审计二'), '^.{14}$', 'auditors are made at the command line');
select throws_ok($$ select private.create_first_admin('root', '根') $$, 'WG015', null, 'a first administrator only once');

-- People.
select tests.authenticate_as('street1');
select is(public.person_save(jsonb_build_object('name', '新人', 'grid_id', tests.grid('990101001'))) ->> 'name', '新人',
  'a street enters its people');
select throws_ok($$ select public.person_save(jsonb_build_object('name', '新人', 'grid_id', tests.grid('990101002'))) $$,
  'WG002', null, 'not another street''s');
select throws_ok($$ select public.person_save(jsonb_build_object('name', ' ', 'grid_id', tests.grid('990101001'))) $$,
  'WG010', null, 'nobody without a name');
select ok(public.people_page()::text not like '%outsider%' and public.people_page()::text like '%138clerk%',
  'the list has its own people with their phones and no others');
select tests.authenticate_as('operator');
select throws_ok($$ select public.people_page() $$, 'WG002', null, 'an operator lists no people');

-- Supervisors: urban streets by the district, towns by themselves (R77–R80).
select tests.authenticate_as('street1');
select throws_ok($$ select public.supervisor_appoint(tests.grid('990101001001'), 3, tests.person('clerk')) $$, 'WG002', null,
  'an urban street appoints no supervisor');
select tests.authenticate_as('commander1');
select lives_ok($$ select public.supervisor_appoint(tests.grid('990101001001'), 3, tests.person('clerk')) $$,
  'the district''s centre does');
select throws_ok($$ select public.supervisor_appoint(tests.grid('990101001001'), 3, tests.person('sup2')) $$, 'WG015', null,
  'not into a slot that is filled');
select throws_ok($$ select public.supervisor_appoint(tests.grid('990101001001'), 4, tests.person('sup2')) $$, 'WG010', null,
  'nor into a fourth');
select throws_ok($$ select public.supervisor_appoint(tests.grid('990102001001'), 1, tests.person('sup2')) $$, 'WG002', null,
  'nor in another district');
select tests.authenticate_as('commander');
select throws_ok($$ select public.supervisor_appoint(tests.grid('990102002001'), 1, tests.person('outsider')) $$, 'WG002', null,
  'the city does not appoint in a town');
select tests.authenticate_as('town');
select lives_ok($$ select public.supervisor_appoint(tests.grid('990102002001'), 1, tests.person('outsider')) $$, 'the town does');
select is(jsonb_path_query_array(public.supervisor_board(tests.grid('9901')), '$.grids[0].slots[*].status'),
  '["on_duty", "vacant", "vacant"]'::jsonb, 'its board shows the vacancies');
select is(public.supervisor_board(tests.grid('9901')) -> 'grids' -> 0 ->> 'code', '990102002001', 'and its own grids only');

-- Leave and who stands in: the street's (R10).
select tests.authenticate_as('street2');
select throws_ok($$ select public.absence_set(jsonb_build_object('person_id', tests.person('sup1'))) $$, 'WG002', null,
  'another street grants no leave');
select tests.authenticate_as('street1');
select lives_ok($$ select public.absence_set(jsonb_build_object('person_id', tests.person('sup1'), 'from', now() - interval '1 minute')) $$, 'the own street does');
select lives_ok($$ select public.substitute_set(jsonb_build_object('grid_id', tests.grid('990101001001'), 'slot', 1,
    'person_id', tests.person('stand_in'), 'from', now() - interval '1 minute')) $$, 'and sends a substitute');
select is(public.grid_card(tests.grid('990101001001')) -> 'supervisors' -> 0 ->> 'status', 'absent', 'the card says absent');
select is(public.grid_card(tests.grid('990101001001')) -> 'supervisors' -> 0 -> 'substitute' ->> 'name', 'stand_in', 'and who stands in');

-- Settings and units.
select throws_ok($$ select public.setting_set('centre_phone', '"110"', null, 't') $$, 'WG002', null, 'a street sets no rule');
select tests.authenticate_as('admin1');
select throws_ok($$ select public.setting_set('centre_phone', '"110"', null, 't') $$, 'WG002', null, 'nor a district');
select tests.authenticate_as('admin');
select lives_ok($$ select public.setting_set('centre_phone', '"12345"', null, 't') $$, 'the city does');
select is(public.me() ->> 'centre_phone', '12345', 'and it holds at once');
select throws_ok($$ select public.setting_set('centre_phone', '12345', null, 't') $$, 'WG010', null, 'of the same kind');
select throws_ok($$ select public.setting_set('centre_phone', '"1"', now() - interval '1 day', 't') $$, 'WG010', null, 'not for the past');

-- The log.
select throws_ok($$ select public.audit_page() $$, 'WG002', null, 'the administrator does not read the log');
select is_empty($$ select * from public.audit_log $$, 'nor its table');
select tests.authenticate_as('auditor');
select ok(public.audit_page() ->> 'rows' like '%post_granted%', 'the auditor does');
select ok(public.audit_page('{"action": "setting_set"}') -> 'rows' -> 0 ->> 'actor_name' = 'admin', 'with who did it');
select * from finish();
rollback;
