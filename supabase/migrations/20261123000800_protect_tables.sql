-- Row level security on every table, and every grant. The API roles never write a table: they call functions.

do $$
declare
  v_table record;
begin
  for v_table in
    select n.nspname, c.relname from pg_catalog.pg_class as c
    join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
    where n.nspname in ('public', 'private') and c.relkind in ('r', 'p')
      and not exists (select from pg_catalog.pg_depend as d where d.objid = c.oid and d.deptype = 'e')
  loop
    execute format('alter table %I.%I enable row level security', v_table.nspname, v_table.relname);
    execute format('revoke all on %I.%I from anon, authenticated, service_role', v_table.nspname, v_table.relname);
  end loop;
end
$$;
revoke all on all sequences in schema public from anon, authenticated, service_role;

-- Shared knowledge: whoever is signed in with a changed password.
grant select on public.city, public.grid_levels, public.grids, public.grid_coverages, public.base_layers,
  public.roles, public.case_classes, public.class_limits, public.settings, public.units, public.grid_leaders,
  public.assets to authenticated;
-- Without geom_e7: raw geometry never crosses the wire (backends print it differently).
grant select (version_id, grid_id, level, parent_grid_id, code, source_code, name, name_en, initials, kind,
  label_x, label_y, area_m2, residents, unclean, valid, published_at) on public.grid_versions to authenticated;

create policy "city: whoever is signed in reads" on public.city
  for select to authenticated using ((select private.me()) is not null);
create policy "grid levels: whoever is signed in reads" on public.grid_levels
  for select to authenticated using ((select private.me()) is not null);
create policy "grids: whoever is signed in reads" on public.grids
  for select to authenticated using ((select private.me()) is not null);
create policy "grid versions: whoever is signed in reads" on public.grid_versions
  for select to authenticated using ((select private.me()) is not null);
create policy "coverages: whoever is signed in reads" on public.grid_coverages
  for select to authenticated using ((select private.me()) is not null);
create policy "base layers: whoever is signed in reads" on public.base_layers
  for select to authenticated using ((select private.me()) is not null);
create policy "roles: whoever is signed in reads" on public.roles
  for select to authenticated using ((select private.me()) is not null);
create policy "classes: whoever is signed in reads" on public.case_classes
  for select to authenticated using ((select private.me()) is not null);
create policy "limits: whoever is signed in reads" on public.class_limits
  for select to authenticated using ((select private.me()) is not null);
create policy "settings: those who manage them read" on public.settings
  for select to authenticated using ((select private.has_capability('settings.manage')));
create policy "units: whoever is signed in reads" on public.units
  for select to authenticated using ((select private.me()) is not null);
-- Leaders by name only for those who work cases: the wall shows no person.
create policy "leaders: those who read cases read" on public.grid_leaders
  for select to authenticated using ((select private.has_capability('case.read')));
create policy "assets: those who read cases read" on public.assets
  for select to authenticated using ((select private.has_capability('case.read')));

-- Cases: by street, by community of one's slots, by the unit that holds them, by the centre that took them in,
-- and, until filed, by the streets of their candidates. Each arm is an index of its own (BitmapOr).
grant select on public.cases, public.case_candidates, public.case_supervisors, public.case_events to authenticated;
create policy "cases: those who answer for them read" on public.cases
  for select to authenticated using (
    current_street = any (array(select private.my_streets()))
    or current_community = any (array(select private.my_communities()))
    or unit_id = any (array(select private.my_units()))
    or intake_area = any (array(select private.my_intake_areas()))
    or case_id = any (array(select private.my_candidate_cases())));

-- These three lean on the policy of `cases`: who reads the case reads them.
create policy "candidates: those who read the case by its area read" on public.case_candidates
  for select to authenticated using (
    exists (select from public.cases as c where c.case_id = case_candidates.case_id
      and (c.current_street = any (array(select private.my_streets()))
        or c.current_community = any (array(select private.my_communities()))
        or c.intake_area = any (array(select private.my_intake_areas()))
        or c.case_id = any (array(select private.my_candidate_cases())))));
-- Never through the unit that holds the case: the informer is not given away.
create policy "supervisors of a case: those who read it by its area read" on public.case_supervisors
  for select to authenticated using (
    exists (select from public.cases as c where c.case_id = case_supervisors.case_id
      and (c.current_street = any (array(select private.my_streets()))
        or c.current_community = any (array(select private.my_communities()))
        or c.intake_area = any (array(select private.my_intake_areas())))));
create policy "events: those who read the case read" on public.case_events
  for select to authenticated using (
    exists (select from public.cases as c where c.case_id = case_events.case_id));

-- People: oneself and those one manages. Others' names come only through functions that ask why.
grant select on public.people, public.memberships, public.deputies, public.absences,
  public.supervisor_slots, public.supervisor_substitutes to authenticated;
create policy "people: oneself and those one manages" on public.people
  for select to authenticated using (
    person_id = (select private.me())
    or home_grid_id = any (array(select private.my_managed_grids()))
    or (home_grid_id is null and (select private.manages_city())));
create policy "posts: one's own and of those one manages" on public.memberships
  for select to authenticated using (
    person_id = (select private.me()) or person_id in (select private.my_managed_people()));
create policy "deputies: one's own and of those one manages" on public.deputies
  for select to authenticated using (
    person_id = (select private.me()) or deputy_id = (select private.me())
    or person_id in (select private.my_managed_people()));
create policy "absences: one's own and of those one manages" on public.absences
  for select to authenticated using (
    person_id = (select private.me()) or person_id in (select private.my_managed_people()));
-- Slots name supervisors: centres and streets for their area, supervisors for their own grid.
create policy "slots: those who answer for the grid" on public.supervisor_slots
  for select to authenticated using (
    grid_id = any (array(select private.my_slot_grids())));
create policy "substitutes: those who answer for the grid" on public.supervisor_substitutes
  for select to authenticated using (
    grid_id = any (array(select private.my_slot_grids())));

-- One's own account and no other: the columns that count failures are not told.
grant select (user_id, person_id, login, active, must_change_password, last_sign_in_at) on public.accounts to authenticated;
create policy "accounts: one's own" on public.accounts
  for select to authenticated using (user_id = (select auth.uid()));

grant select on public.audit_log to authenticated;
create policy "audit: the auditor reads" on public.audit_log
  for select to authenticated using ((select private.has_capability('audit.read')));

-- private.reporters, private.case_event_actors, private.command_keys: row level security without a policy.
-- Nobody reads them but functions.
