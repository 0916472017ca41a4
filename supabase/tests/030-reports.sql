-- A report becomes a case of its grid and its three supervisors, or is refused with one word.
begin;
\ir helpers/city.psql
\ir helpers/cast.psql
select plan(34);

create function tests.file(p_report jsonb, p_key text default gen_random_uuid()::text) returns jsonb
language sql as $$ select public.case_report(p_report, p_key) $$;
grant execute on all functions in schema tests to authenticated;

select tests.authenticate_as('operator');
create temporary table filed as select tests.file(tests.report(), 'retry-0001') as row;
select tests.as_owner();
select is(row ->> 'assign_method', 'inside', 'the point lies inside its community') from filed;
select results_eq($$ select current_unit_grid, current_community, current_street, current_district from public.cases
    where case_no = (select row ->> 'case_no' from filed) $$,
  $$ values (tests.grid('990101001001001'), tests.grid('990101001001'), tests.grid('990101001'), tests.grid('990101')) $$,
  'the chain is the tree''s');
select results_eq($$ select slot1, slot2, slot3 from public.case_supervisors
    where case_id = (select (row ->> 'case_id')::bigint from filed) $$,
  $$ values (tests.person('sup1'), null::bigint, null::bigint) $$, 'one supervisor and two vacancies are kept with it');
select results_eq($$ select kind, actor_role from public.case_events
    where case_id = (select (row ->> 'case_id')::bigint from filed) order by event_id $$,
  $$ values ('reported', 'intake_operator'), ('assigned', 'system') $$, 'its history begins with two events');
select results_eq($$ select intake_area from public.cases where case_no = (select row ->> 'case_no' from filed) $$,
  $$ values (tests.grid('9901')) $$, 'it belongs to the centre that took it in');

select tests.authenticate_as('operator');
select is(tests.file(tests.report(), 'retry-0001'), (select row from filed), 'the same key and payload answer the same');
select throws_ok($$ select tests.file(tests.report(2501), 'retry-0001') $$, 'WG005', 'key_reused', 'another payload is refused');
select tests.authenticate_as('dispatcher1');
select isnt(tests.file(tests.report(), 'retry-0001') ->> 'case_no', (select row ->> 'case_no' from filed),
  'a key is one''s own: another person''s is another');

-- Border: the lowest code wins on it, the neighbour is kept.
select tests.authenticate_as('operator');
select is(tests.file(tests.report(10000, 5000)) ->> 'community_id', tests.grid('990101001001')::text,
  'on the shared border the lowest code wins');
select is((select string_agg(distance_m::text, ',') from public.case_candidates k join public.cases c using (case_id)
    where c.x = 10000), '0', 'and the neighbour is its candidate');
select is(tests.file(tests.report(40000, 5000)) ->> 'district_id', tests.grid('990101')::text,
  'between districts too');
select is(tests.file(tests.report(2500, -100)) ->> 'assign_method', 'nearest', 'a metre outside is the nearest grid''s');
select is(tests.file(tests.report(-50000, 5000)) ->> 'assign_method', 'unassigned', 'in the sea near the city: queued');
select throws_ok($$ select tests.file(tests.report(-9000000, 5000)) $$, 'WG011', 'outside_city', 'far out: refused');
select throws_ok($$ select tests.file(tests.report(2500, 5000, '{"reported_at": "2999-01-01T00:00:00Z"}')) $$,
  'WG012', 'reported_in_future', 'what has not happened is not reported');
select lives_ok(format($$ select tests.file(tests.report(2500, 5000, '{"reported_at": "%s"}')) $$, now() + interval '4 minutes'),
  'a clock may run four minutes ahead');
select throws_ok($$ select tests.file(tests.report(2500, 5000, '{"class_id": "none"}')) $$, 'WG013', null, 'an unknown class');
select throws_ok($$ select tests.file(tests.report(2500, 5000, '{"class_id": "t:component:01"}')) $$, 'WG013', null,
  'a component is no matter');
select throws_ok($$ select tests.file(tests.report(2500, 5000, '{"raw": {"x": 30, "y": 5, "crs": "WGS84"}}')) $$,
  'WG010', null, 'a raw pair of somewhere else');
select throws_ok($$ select tests.file(tests.report(2500, 5000, '{"raw": {"x": 0, "y": 0, "crs": "EPSG:3857"}}')) $$,
  'WG010', null, 'an unknown system');
select throws_ok($$ select tests.file(tests.report(2500, 5000, '{"x": "east"}')) $$, 'WG010', null, 'no number');
select throws_ok($$ select tests.file(tests.report(2500, 5000, '{"x": 1e30}')) $$, 'WG010', null, 'no place on earth');
select throws_ok($$ select tests.file(tests.report(2500, 5000, '{"accuracy_m": -1}')) $$, 'WG010', null, 'a negative accuracy');
select throws_ok($$ select tests.file(tests.report(2500, 5000, '{"source": "imported"}')) $$, 'WG010', null,
  'imports have a door of their own');
select throws_ok(format($$ select tests.file(tests.report(2500, 5000, '{"description": "%s"}')) $$, repeat('字', 4001)),
  'WG010', null, 'more than 4,000 characters');
select throws_ok($$ select tests.file(tests.report(), 'short') $$, 'WG010', null, 'a key too short to be one');
select throws_ok($$ select tests.file('[1]') $$, 'WG010', null, 'no object');
select is(tests.file(tests.report(2500, 5000, '{"class_id": "t:matter:02"}')) ->> 'urgent', 'true',
  'an urgent class is urgent whatever is ticked');

-- Who files: a supervisor yes, a handler and the wall no.
select tests.authenticate_as('sup1');
select is(tests.file(tests.report(2500, 5000, '{"source": "supervisor"}')) ->> 'source', 'supervisor', 'a supervisor reports');
select throws_ok($$ select tests.file(tests.report()) $$, 'WG010', null, 'but not as a hotline');
select tests.authenticate_as('handler1');
select throws_ok($$ select tests.file(tests.report()) $$, 'WG002', null, 'a handler does not report');
select tests.authenticate_as('wall');
select throws_ok($$ select tests.file(tests.report()) $$, 'WG002', null, 'nor does the wall');
select tests.authenticate_as('admin');
select throws_ok($$ select tests.file(tests.report()) $$, 'WG002', null, 'nor the administrator');
select tests.authenticate_as('street1');
select is(tests.file(tests.report()) ->> 'assign_method', 'inside', 'a street does');
select * from finish();
rollback;
