import { assignCase } from "./assign-case.ts";
import { type AssignmentGrids, finalGrids, makeAssignmentGrids } from "./assignment-grids.ts";
import { loadGrids } from "./existing-city.ts";
import { type ImportDatabase, rowTriggersOff } from "./import-database.ts";

const pageSize = 500;

type CaseRow = {
  case_id: number;
  x: number;
  y: number;
  accuracy_m: number | null;
  community: number | null;
  street: number | null;
  district: number | null;
  unit_grid: number | null;
};

/**
 * Rewrites the current chain of every case whose grid is another one as zoned now, an event on each (architecture
 * section 3); what was reported stays, and so does what a person assigned. Works from the database alone, page by
 * page, so that it can be taken up again. Answers how many cases moved.
 */
export async function rezoneCases(database: ImportDatabase): Promise<number> {
  const grids = makeAssignmentGrids(await finalGrids(database, [], await loadGrids(database)));
  const [city] = await database.query<{ kx: number }>("select kx from public.city");
  let moved = 0;
  let after = 0;
  for (;;) {
    const page = await database.query<CaseRow>(
      `select c.case_id, c.x, c.y, c.accuracy_m, c.current_community as community, c.current_street as street,
              c.current_district as district, c.current_unit_grid as unit_grid
       from public.cases as c where c.case_id > $1 and c.assign_method <> 'manual'
       order by c.case_id limit $2`,
      [after, pageSize],
    );
    const rows = page.flatMap((row) => movedRow(grids, row, city?.kx ?? 0) ?? []);
    if (rows.length > 0) {
      const params = [JSON.stringify(rows)];
      await database.transaction([
        rowTriggersOff,
        { sql: eventsSql, params },
        { sql: chainSql, params },
      ]);
    }
    moved += rows.length;
    after = page.at(-1)?.case_id ?? after;
    if (page.length < pageSize) return moved;
  }
}

function movedRow(grids: AssignmentGrids, row: CaseRow, kx: number) {
  const found = assignCase(grids, { ...row, accuracyMetres: row.accuracy_m }, kx);
  const street = parentOf(grids, found.community);
  const district = parentOf(grids, street);
  const isSame =
    found.community === row.community &&
    found.unit_grid === row.unit_grid &&
    street === row.street &&
    district === row.district;
  if (isSame) return null;
  const { community, unit_grid, assign_method, border_distance_m } = found;
  const chain = { community, unit_grid, street, district };
  return { case_id: row.case_id, assign_method, border_distance_m, ...chain };
}

function parentOf(grids: AssignmentGrids, gridId: number | null): number | null {
  return gridId === null ? null : (grids.nodes.get(gridId)?.parentGridId ?? null);
}

const rowsSql = `jsonb_to_recordset($1::jsonb) as r(case_id bigint, assign_method text,
  border_distance_m double precision, community bigint, unit_grid bigint, street bigint, district bigint)`;

const eventsSql = `
  insert into public.case_events (case_id, at, kind, data)
  select r.case_id, private.now(), 'rezoned', jsonb_build_object('from', c.current_community, 'to', r.community)
  from ${rowsSql} join public.cases as c on c.case_id = r.case_id`;

const chainSql = `
  update public.cases as c set assign_method = r.assign_method, border_distance_m = r.border_distance_m,
    current_community = r.community, current_unit_grid = r.unit_grid, current_street = r.street,
    current_district = r.district
  from ${rowsSql} where c.case_id = r.case_id`;
