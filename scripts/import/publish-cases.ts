import type { Statement } from "./import-database.ts";

/**
 * Staged cases become cases: set-based, ids drawn beforehand, and taken out of the staging table in the same
 * transaction, so that publishing can be taken up again where it was interrupted. `below` bounds the slice.
 */
export function caseStatements(importId: number, below: number | null): Statement[] {
  const params = [importId, below];
  return [
    { sql: casesSql, params },
    { sql: supervisorsSql, params },
    { sql: eventsSql, params },
    { sql: candidatesSql, params },
    {
      sql: "delete from private.import_cases as s where s.import_id = $1 and ($2::integer is null or s.n < $2)",
      params,
    },
  ];
}

const staged =
  "private.import_cases as s where s.import_id = $1 and ($2::integer is null or s.n < $2)";

const casesSql = `
  with chain as materialized (
    select c.grid_id as community, t.grid_id as street, t.parent_grid_id as district
    from public.grid_versions as c
    join public.grid_versions as t on t.grid_id = c.parent_grid_id and t.valid @> private.now()
    where c.level = 4 and c.valid @> private.now()
  )
  insert into public.cases (case_id, case_no, source, source_system, source_key, class_id, description, address,
    x, y, raw_x, raw_y, raw_crs, accuracy_m, intake_area, assign_method, border_distance_m, reported_version_id,
    reported_unit_grid, reported_community, reported_street, reported_district,
    current_unit_grid, current_community, current_street, current_district,
    state, unit_id, deadline_at, first_deadline_at, reported_at, closed_at)
  select s.case_id, s.case_no, 'imported', s.source_system, s.source_key, s.class_id, s.description, s.address,
    s.x, s.y, s.raw_x, s.raw_y, s.raw_crs, s.accuracy_m, (select private.city_grid_id()), s.assign_method,
    s.border_distance_m, coalesce(v.version_id, w.version_id),
    s.unit_grid, s.community, k.street, k.district, s.unit_grid, s.community, k.street, k.district,
    case when s.closed_at is null then 'reported' else 'written_off' end, s.unit_id,
    s.deadline_at, s.deadline_at, s.reported_at, s.closed_at
  from private.import_cases as s
  left join chain as k on k.community = s.community
  left join public.grid_versions as v on v.grid_id = s.community and v.valid @> s.reported_at
  left join public.grid_versions as w on w.grid_id = s.community and w.valid @> private.now()
  where s.import_id = $1 and ($2::integer is null or s.n < $2)
  order by s.n`;

const supervisorsSql = `
  insert into public.case_supervisors (case_id, slot1, slot2, slot3)
  select s.case_id, max(p.person_id) filter (where p.slot = 1), max(p.person_id) filter (where p.slot = 2),
    max(p.person_id) filter (where p.slot = 3)
  from private.import_cases as s
  left join public.supervisor_slots as p on p.grid_id = s.community and p.valid @> s.reported_at
  where s.import_id = $1 and ($2::integer is null or s.n < $2) and s.community is not null
  group by s.case_id`;

/** Two events at most, marked imported; nothing is deducted for the past. */
const eventsSql = `
  insert into public.case_events (case_id, at, kind, imported, data)
  select s.case_id, e.at, e.kind, true, '{}'
  from private.import_cases as s
  cross join lateral (values (1, 'reported', s.reported_at), (2, 'closed', s.closed_at)) as e(no, kind, at)
  where s.import_id = $1 and ($2::integer is null or s.n < $2) and e.at is not null
  order by s.n, e.no`;

const candidatesSql = `
  insert into public.case_candidates (case_id, grid_id, street_id, distance_m)
  select c.case_id, (c.pair ->> 0)::bigint, v.parent_grid_id, (c.pair ->> 1)::double precision
  from (
    select s.case_id, jsonb_array_elements(s.candidates) as pair from ${staged} and s.candidates is not null
  ) as c
  join public.grid_versions as v on v.grid_id = (c.pair ->> 0)::bigint and v.valid @> private.now()`;
