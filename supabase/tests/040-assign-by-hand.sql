-- The queue of the unassigned: who takes from it, and in which order a command refuses.
begin;
\ir helpers/city.psql
\ir helpers/cast.psql
select plan(14);
create function tests.assign(p_no text, p_grid text, p_version integer default 1, p_key text default gen_random_uuid()::text)
returns jsonb language sql as $$
  select public.case_assign_grid(tests.case_id(p_no), tests.grid(p_grid), '居民来电确认', p_version, p_key)
$$;
grant execute on all functions in schema tests to authenticated;

select tests.authenticate_as('street1');
select throws_ok($$ select tests.assign('A', '990101001002') $$, 'WG002', null, 'a street assigns nothing');
select tests.authenticate_as('dispatcher2');
select throws_ok($$ select tests.assign('F', '990102001001') $$, 'WG003', null, 'another district does not know the case');
select tests.authenticate_as('dispatcher1');
select throws_ok($$ select tests.assign('F', '990102001001') $$, 'WG002', null, 'nor may one assign beyond one''s district');
select throws_ok($$ select tests.assign('F', '990101001') $$, 'WG002', null, 'nor to a street: its communities answer');
select throws_ok($$ select tests.assign('F', '990101001001', 7) $$, 'WG004', null, 'a form older than the case is refused');
select throws_ok($$ select public.case_assign_grid(tests.case_id('F'), tests.grid('990101001001'), ' ', 1, 'key-key-1') $$,
  'WG010', null, 'without a reason it is refused');
select is(tests.assign('F', '990101001001', 1, 'once-0001') ->> 'assign_method', 'manual', 'the district''s dispatcher assigns it');
select is(tests.assign('F', '990101001001', 1, 'once-0001') ->> 'stage_version', '2', 'a retry gets the stored answer');
select throws_ok($$ select tests.assign('F', '990101001002', 1, 'once-0001') $$, 'WG005', null, 'the key serves no other grid');
select throws_ok($$ select tests.assign('B', '990101001002') $$, 'WG014', null, 'a dispatched case is not moved by hand');
select tests.as_owner();
select results_eq($$ select slot1 from public.case_supervisors where case_id = tests.case_id('F') $$,
  $$ values (tests.person('sup1')) $$, 'its supervisors are those of the grid');
select results_eq($$ select data ->> 'reason', actor_role from public.case_events where case_id = tests.case_id('F') $$,
  $$ values ('居民来电确认', 'dispatcher') $$, 'the reason is kept');
select results_eq($$ select reported_community = current_community from public.cases where case_no = 'F' $$,
  $$ values (true) $$, 'what was open at the report is settled for both chains');
select tests.authenticate_as('operator');
select is(tests.assign('E', '990102001001') ->> 'assign_method', 'manual', 'the city assigns anywhere');
select * from finish();
rollback;
