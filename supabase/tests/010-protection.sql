-- Nothing new slips in unprotected: each of these fails when a later table or function forgets its guard.
begin;
\ir helpers/city.psql
select plan(11);

create view tests.our_tables as
  select c.oid, n.nspname, c.relname, c.relrowsecurity
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname in ('public', 'private') and c.relkind in ('r', 'p')
    and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e');
create view tests.our_functions as
  select p.oid, n.nspname, p.oid::regprocedure::text as name, p.proconfig, p.prosqlbody, p.prosecdef, p.prorettype
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace
  where n.nspname in ('public', 'private')
    and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e');

select is_empty($$ select nspname, relname from tests.our_tables where not relrowsecurity $$,
  'every table has row level security');
select is_empty($$ select relname from tests.our_tables t where nspname = 'public'
    and not exists (select from pg_policy p where p.polrelid = t.oid) $$,
  'every public table has a policy');
select is_empty($$ select relname, polname from tests.our_tables t join pg_policy p on p.polrelid = t.oid
    where nspname = 'private' $$, 'no private table has a policy: only functions read it');
select is_empty($$ select p.polname from pg_policy p join tests.our_tables t on t.oid = p.polrelid
    where p.polcmd <> 'r' or not p.polpermissive $$, 'policies only read: what writes is a function');
select is_empty($$ select name from tests.our_functions
    where prosqlbody is null and not coalesce(array_to_string(proconfig, ','), '') ~ '(^|,)search_path=' $$,
  'every function fixes its search_path, or was parsed at its creation');
select is_empty($$ select name from tests.our_functions where has_function_privilege('anon', oid, 'execute') $$,
  'who is not signed in executes nothing');
select is_empty($$ select relname from tests.our_tables, unnest('{select,insert,update,delete,truncate}'::text[]) as p
    where has_any_column_privilege('anon', oid, case p when 'delete' then 'select' when 'truncate' then 'select' else p end)
       or has_table_privilege('anon', oid, p) $$, 'who is not signed in touches no table');
select is_empty($$ select relname, p from tests.our_tables, unnest('{insert,update,delete,truncate,trigger}'::text[]) as p
    where has_table_privilege('authenticated', oid, p) $$, 'who is signed in writes no table');
select is_empty($$ select relname from tests.our_tables where nspname = 'private'
    and has_any_column_privilege('authenticated', oid, 'select') $$, 'who is signed in reads no private table');
-- Helpers that policies call, and pure ones. Whatever is added here can be called with any argument by anyone.
select set_eq($$ select split_part(name, '(', 1) from tests.our_functions
    where nspname = 'private' and has_function_privilege('authenticated', oid, 'execute') $$,
  array['private.now', 'private.city_grid_id', 'private.caller', 'private.me', 'private.require_me', 'private.my_posts',
    'private.my_slots', 'private.has_role', 'private.has_capability', 'private.my_areas', 'private.my_streets',
    'private.my_districts', 'private.my_communities', 'private.my_units', 'private.my_intake_areas',
    'private.my_candidate_cases', 'private.my_managed_grids', 'private.manages_city', 'private.my_managed_people',
    'private.my_slot_grids', 'private.sees_case', 'private.is_overdue', 'private.may_join', 'private.photo_case',
    'private.may_add_photo', 'private.snap_e7'],
  'the helpers that everybody may call are these and no others');
select is_empty($$ select conrelid::regclass, conname from pg_constraint k
    where k.contype = 'f' and k.connamespace = 'public'::regnamespace
      and k.conrelid in (
        'public.cases'::regclass, 'public.case_candidates'::regclass, 'public.memberships'::regclass,
        'public.supervisor_slots'::regclass, 'public.grid_versions'::regclass)
      and k.confrelid not in ('public.grid_levels'::regclass, 'public.roles'::regclass)
      and k.conname !~ '(granted_by|appointed_by|intake_unit|reported_)'
      and not exists (select from pg_index i where i.indrelid = k.conrelid and i.indkey[0] = k.conkey[1]) $$,
  'what a scope or a join hangs on has an index');

select * from finish();
rollback;
