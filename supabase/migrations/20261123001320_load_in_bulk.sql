-- After an import, a demo city or a restore: everything that row triggers would have done, once and set-based.

create function private.finish_bulk_load() returns void
language plpgsql security definer set search_path = ''
as $$
declare
  v_column record;
begin
  perform set_config('wangge.bulk', 'on', true);
  -- Transaction ids of another cluster may lie ahead of ours: catch-up would repeat these rows for ever.
  update public.cases as c set changed_xid = pg_current_xact_id() where c.changed_xid > pg_current_xact_id();
  insert into public.case_supervisors (case_id, slot1, slot2, slot3)
  select c.case_id, s1.person_id, s2.person_id, s3.person_id
  from public.cases as c
  left join public.supervisor_slots as s1
    on s1.grid_id = c.reported_community and s1.slot = 1 and s1.valid @> c.reported_at
  left join public.supervisor_slots as s2
    on s2.grid_id = c.reported_community and s2.slot = 2 and s2.valid @> c.reported_at
  left join public.supervisor_slots as s3
    on s3.grid_id = c.reported_community and s3.slot = 3 and s3.valid @> c.reported_at
  where c.reported_community is not null
    and not exists (select from public.case_supervisors as t where t.case_id = c.case_id);
  perform private.open_loaded_rounds();
  -- Rows came with their ids: the next one drawn must lie above them, and never below one drawn meanwhile.
  for v_column in
    select format('%I.%I', n.nspname, t.relname) as name, a.attname,
      pg_get_serial_sequence(format('%I.%I', n.nspname, t.relname), a.attname) as sequence
    from pg_catalog.pg_attribute as a
    join pg_catalog.pg_class as t on t.oid = a.attrelid
    join pg_catalog.pg_namespace as n on n.oid = t.relnamespace
    where n.nspname in ('public', 'private') and a.attidentity <> '' and t.relkind = 'r'
  loop
    execute format('select setval(%L, m.top) from (select max(%I) as top from %s) as m, %s as s where m.top >= s.last_value',
      v_column.sequence, v_column.attname, v_column.name, v_column.sequence);
  end loop;
  perform setval('public.case_number_seq', greatest(
    (select max(split_part(c.case_no, '-', 2)::bigint) from public.cases as c where c.case_no ~ '^[0-9]{8}-[0-9]{6,12}$'),
    (select s.last_value from public.case_number_seq as s)));
  perform set_config('wangge.bulk', '', true);
  analyze public.grids, public.grid_versions, public.people, public.memberships, public.supervisor_slots,
    public.cases, public.case_candidates, public.case_supervisors, public.case_events;
end
$$;
