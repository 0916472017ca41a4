-- Who sees which case: by the tables' policies, and the same by the functions, which write the scope a second time.
begin;
\ir helpers/city.psql
\ir helpers/cast.psql
select plan(56);

create table tests.expected (name text, cases text);
insert into tests.expected values
  ('operator', 'ABCDEFG'), ('commander', 'ABCDEFG'), ('planner', 'ABCDEFG'), ('assessor', 'ABCDEFG'),
  ('dispatcher1', 'ABCFG'), ('dispatcher2', 'D'), ('street1', 'ABG'), ('street2', 'CG'), ('town', ''),
  ('dephead', 'B'), ('handler1', 'B'), ('handler2', ''), ('sup1', 'AB'), ('sup2', 'C'), ('stand_in', 'AB'),
  ('admin', ''), ('auditor', ''), ('wall', ''), ('nobody', '');

-- The sets as seen by one person: table, list, points.
create function tests.seen(p_name text, out by_table text, out by_page text, out by_points text) language plpgsql as $$
begin
  perform tests.authenticate_as(p_name);
  select coalesce(string_agg(case_no, '' order by case_no), '') into by_table from public.cases;
  select coalesce(string_agg(r ->> 'case_no', '' order by r ->> 'case_no'), '') into by_page
  from jsonb_array_elements(public.cases_page()::jsonb -> 'rows') r;
  by_points := public.cases_points() ->> 'count';
  perform tests.as_owner();
end
$$;
select is((tests.seen(name)).by_table, cases, name || ' reads by policy: ' || cases) from tests.expected order by name;
select is((tests.seen(name)).by_page, cases, name || ' lists the same: ' || cases) from tests.expected order by name;
select is((tests.seen(name)).by_points, length(cases)::text, name || ' sees as many points')
from tests.expected where name in ('operator', 'street2', 'sup1', 'admin') order by name;
select is((tests.seen('wall')).by_points, '7', 'the wall shows points and nothing else');

-- A refusal and, on the same row, its twin.
select tests.authenticate_as('street2');
select throws_ok($$ select public.case_detail(tests.case_id('A')) $$, 'WG003', null, 'street 2 is told that A is not there');
select lives_ok($$ select public.case_detail(tests.case_id('G')) $$, 'street 2 opens its candidate G');
select tests.authenticate_as('street1');
select lives_ok($$ select public.case_detail(tests.case_id('A')) $$, 'street 1 opens A');
select tests.authenticate_as('handler2');
select throws_ok($$ select public.case_detail(tests.case_id('B')) $$, 'WG003', null, 'another squad does not open B');
select tests.authenticate_as('handler1');
select lives_ok($$ select public.case_detail(tests.case_id('B')) $$, 'the squad that holds B opens it');

select tests.as_owner();
update public.cases set state = 'filed' where case_no = 'G';
select is((tests.seen('street2')).by_table, 'C', 'once filed, a candidate is its own street''s alone');
update public.supervisor_substitutes set valid = tstzrange('-infinity', now() - interval '1 day');
select is((tests.seen('stand_in')).by_table, '', 'a substitute whose time is over sees nothing');
update public.memberships set valid = tstzrange('-infinity', now() - interval '1 day') where person_id = tests.person('street1');
select is((tests.seen('street1')).by_page, '', 'a post that has ended opens nothing');

-- A/B posts: the deputy sees while the colleague is away, and not a day longer.
insert into public.deputies (person_id, deputy_id, rank, valid)
values (tests.person('street2'), tests.person('nobody'), 'A', tstzrange('-infinity', null));
select is((tests.seen('nobody')).by_table, '', 'a deputy sees nothing while the colleague is there');
insert into public.absences (person_id, valid) values (tests.person('street2'), tstzrange(now() - interval '1 hour', null));
select is((tests.seen('nobody')).by_page, 'C', 'and all of the colleague''s while he is away');
insert into public.deputies (person_id, deputy_id, rank, valid)
values (tests.person('auditor'), tests.person('nobody'), 'A', tstzrange('-infinity', null));
insert into public.absences (person_id, valid) values (tests.person('auditor'), tstzrange(now() - interval '1 hour', null));
select tests.authenticate_as('nobody');
select ok(not private.has_role('auditor'), 'posts of the system have no deputy');

select tests.as_anon();
select throws_ok($$ select * from public.cases $$, '42501', null, 'who is not signed in reads no case');
select throws_ok($$ select public.me() $$, '42501', null, 'and asks no function');
select * from finish();
rollback;
