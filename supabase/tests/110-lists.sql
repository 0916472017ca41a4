-- Lists page without loss, filters mean what they say, counts agree with the rows, catch-up misses nothing.
begin;
\ir helpers/city.psql
\ir helpers/cast.psql
select plan(31);
select tests.create_case('H' || n, '990101001001') from generate_series(1, 7) n;
update public.cases set reported_at = now() - interval '2 days' where case_no in ('H1', 'H2', 'H3');
update public.cases set deadline_at = now() - interval '1 hour' where case_no in ('H1', 'H2');
update public.cases set deadline_at = now() + interval '1 hour' where case_no = 'H3';
update public.cases set suspended = true where case_no = 'H2';
update public.cases set state = 'written_off', deadline_at = now() - interval '3 days' where case_no = 'H4';
update public.cases set address = '春风路100%_', description = '垃圾' where case_no = 'H5';

create function tests.listed(p_filter jsonb) returns text language sql as $$
  select coalesce(string_agg(r ->> 'case_no', ' ' order by r ->> 'case_no'), '')
  from jsonb_array_elements(public.cases_page(p_filter)::jsonb -> 'rows') r
$$;
create function tests.paged(p_filter jsonb, p_limit integer) returns text language plpgsql as $$
declare
  v_page jsonb;
  v_cursor text;
  v_all text[] := array[]::text[];
begin
  loop
    v_page := public.cases_page(p_filter, v_cursor, p_limit);
    v_all := v_all || array(select r ->> 'case_no' from jsonb_array_elements(v_page -> 'rows') r);
    v_cursor := v_page ->> 'next_cursor';
    exit when v_cursor is null;
  end loop;
  return array_to_string(v_all, ' ');
end
$$;
grant execute on all functions in schema tests to authenticated;
select tests.authenticate_as('operator');
select is(cardinality(string_to_array(tests.paged('{}', 3), ' ')), 14, 'pages of three bring all fourteen');
select is(tests.paged('{}', 3), tests.paged('{}', 500), 'in the same order as one page');
select is(tests.paged('{"sort": "deadline"}', 2), tests.paged('{"sort": "deadline"}', 500), 'by deadline too, with rows that have none');
select matches(tests.paged('{"sort": "deadline"}', 2), '^H1 H3 ', 'the running clocks first; what is suspended or ended stands last');
select is(tests.listed('{"overdue": true}'), 'H1', 'overdue: open, not suspended, past its deadline');
select is(tests.listed('{"overdue": false, "text": "H1"}'), '', 'and its opposite');
select is(tests.listed('{"open": false}'), 'H4', 'closed');
select is(tests.listed('{"state": ["dispatched"]}'), 'B', 'by state');
select is(tests.listed(jsonb_build_object('unit_id', tests.unit('dep'))), 'B', 'by a unit with those below');
select is(tests.listed(jsonb_build_object('grid_id', tests.grid('990102'))), 'D', 'by a grid of any level');
select is(tests.listed('{"assign": ["unassigned"]}'), 'E F', 'the queue');
select is(tests.listed('{"text": "100%_"}'), 'H5', 'words are words: % and _ too');
select is(tests.listed('{"text": "风路"}'), 'H5', 'two characters suffice');
select is(tests.listed('{"text": "\u0027 or true --"}'), '', 'a quote closes nothing');
select is(tests.listed('{"class_id": "\u0027; drop table public.cases; --"}'), '', 'nor does it end a statement');
select is(tests.listed('{"state": ["{a,b}", "\"", "\\"]}'), '', 'nor a list');
select is(tests.listed('{"bbox": [0, 0, 0, 0]}'), '', 'by a box');
select throws_ok($$ select public.cases_page('{"colour": "red"}') $$, 'WG010', 'bad_filter', 'an unknown filter is refused');
select throws_ok($$ select public.cases_page('{"grid_id": "1 or true"}') $$, 'WG010', 'bad_filter', 'so is a wrong value');
select throws_ok($$ select public.cases_page('{}', '1; drop table x') $$, 'WG010', 'bad_cursor', 'and a forged cursor');

-- Counts against the rows.
select is((public.case_counts(tests.grid('9901')) -> 'total')::text,
  '{"open": 13, "today": 11, "overdue": 1, "on_account": 1, "unassigned": 2}', 'the city''s counts');
select is(public.case_counts(tests.grid('990101')) -> 'children' -> 0 ->> 'open', '9', 'a street''s, from its district''s');
select is(public.case_counts(tests.grid('990101')) -> 'total' ->> 'unassigned', '1', 'what the district took in');
select tests.authenticate_as('dispatcher2');
select is(public.case_counts(tests.grid('9901')) -> 'total' ->> 'open', '1', 'counted within one''s scope');

-- Catch-up.
select tests.authenticate_as('operator');
select is(public.cases_changes(null) -> 'rows', '[]'::jsonb, 'the first call only tells where to begin');
select is(jsonb_array_length(public.cases_changes('0') -> 'rows'), 14, 'from the beginning: everything');
select ok((public.cases_changes('0') ->> 'next_since')::xid8 <= pg_current_xact_id(),
  'the border is not beyond a transaction that still runs');
select is(public.cases_changes(public.cases_changes(null) ->> 'next_since') ->> 'more', 'false', 'up to date');
select ok((public.cases_changes((pg_current_xact_id())::text, 5) ->> 'reload')::boolean,
  'one transaction larger than a page asks to read everything again');
select throws_ok($$ select public.cases_changes('x') $$, 'WG010', 'bad_cursor', 'a forged border is refused');
select is(public.search_all('H5') -> 'cases' -> 0 ->> 'address', '春风路100%_', 'the search finds a case by its number');
select * from finish();
rollback;
