-- What no program may write, whoever it is: checked with the owner's rights.
begin;
\ir helpers/city.psql
\ir helpers/cast.psql
select plan(17);
select throws_ok($$ select tests.appoint('sup2', '990101001001', 4) $$, '23514', null, 'a fourth supervisor is refused');
select lives_ok($$ select tests.appoint('sup2', '990101001001', 3) $$, 'a third is not');
select throws_ok($$ select tests.appoint('stand_in', '990101001001', 1) $$, '23P01', null, 'a slot has one holder at a time');
select throws_ok($$ select tests.appoint('sup1', '990101001001', 2) $$, '23P01', null, 'a person one slot of a grid');
update public.supervisor_slots set valid = tstzrange('-infinity', now())
  where grid_id = tests.grid('990101001001') and slot = 1;
select lives_ok($$ insert into public.supervisor_slots (grid_id, slot, person_id, valid)
  values (tests.grid('990101001001'), 1, tests.person('stand_in'), tstzrange(now(), null)) $$, 'the next begins where the last ended');
select throws_ok($$ insert into public.supervisor_slots (grid_id, slot, person_id, valid)
  values (tests.grid('990101001002'), 1, tests.person('sup1'), 'empty') $$, '23514', null, 'no time is no appointment');
select throws_ok($$ select tests.create_unit('s1b', 'squad', '990101001') $$, '23P01', null, 'a street has one squad');
select lives_ok($$ select tests.create_unit('m1', 'mobile_squad', '990101') $$, 'a mobile squad has its district');
select throws_ok($$ insert into public.grid_versions
  (grid_id, level, parent_grid_id, code, name, geom_e7, label_x, label_y, area_m2)
  select grid_id, level, parent_grid_id, 'other', name, geom_e7, 0, 0, 1 from public.grid_versions where code = '990101' $$,
  '23P01', null, 'a grid has one version at a time');
select throws_ok($$ select tests.put_grid(tests.grid('9901'), 2::smallint, '990101', 0, 1) $$, '23P01', null,
  'a code belongs to one grid at a time');
select throws_ok($$ select tests.put_grid(null, 2::smallint, '990109', 0, 1) $$, '23514', null, 'only the city has no parent');
select throws_ok($$ update public.cases set current_community = null, current_street = null where case_no = 'A' $$, '23514', null,
  'a case without a grid is unassigned and says so');
select throws_ok($$ update public.cases set state = 'lost' where case_no = 'A' $$, '23514', null, 'states are a closed list');
select throws_ok($$ insert into public.deputies (person_id, deputy_id, rank, valid)
  values (tests.person('sup1'), tests.person('sup1'), 'A', tstzrange(now(), null)) $$, '23514', null, 'nobody is his own deputy');
select throws_ok($$ update public.cases set is_open = true $$, '428C9', null, 'open or closed follows from the state');
update public.cases set state = 'written_off' where case_no = 'A';
select is(is_open, false, 'a written-off case is closed') from public.cases where case_no = 'A';
select is(private.is_overdue(true, true, now() - interval '1 day', now()), false, 'a suspended case is not overdue');
select * from finish();
rollback;
