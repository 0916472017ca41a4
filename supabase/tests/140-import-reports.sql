-- What an import found unclean is for those who plan and administer; its staging tables are for nobody.
begin;
\ir helpers/city.psql
\ir helpers/cast.psql
select plan(11);
insert into private.imports (city_code, manifest, state) values ('9901', 'city.json', 'done');
insert into public.import_reports (import_id, report) select import_id, '{"topology": {"overlaps": 1}}' from private.imports;

select tests.authenticate_as('planner');
select isnt_empty($$ select * from public.import_reports $$, 'a planner reads the report');
select throws_ok($$ delete from public.import_reports $$, '42501', null, 'and does not remove it');
select throws_ok($$ select * from private.imports $$, '42501', null, 'the staging tables are not read');
select is(public.import_report_latest() #>> '{report,topology,overlaps}', '1', 'the function answers the same');
select tests.authenticate_as('admin');
select isnt_empty($$ select * from public.import_reports $$, 'an administrator reads the report');
select tests.authenticate_as('operator');
select is_empty($$ select * from public.import_reports $$, 'an operator does not');
select throws_ok($$ select public.import_report_latest() $$, 'WG002', null, 'neither through the function');
select tests.authenticate_as('handler1');
select is_empty($$ select * from public.import_reports $$, 'nor a handler');

select tests.as_owner();
insert into private.imports (city_code, manifest) values ('9901', 'running.json');
select throws_ok($$ insert into private.imports (city_code, manifest) values ('9901', 'second.json') $$, '23505', null,
  'one import at a time');
insert into private.import_polygons (import_id, n, level, geom)
select max(import_id), 1, 4, extensions.st_geomfromtext('MULTIPOLYGON(((0 0,1 0,0 1,0 0)))', 0) from private.imports;
select lives_ok($$ delete from private.imports where state = 'staging' $$, 'a dropped import');
select is_empty($$ select * from private.import_polygons $$, 'takes what it staged with it');
select * from finish();
rollback;
