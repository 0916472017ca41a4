import type { ImportIssue } from "../../web/src/domain/import/import-issue.ts";
import { levelNumber } from "../../web/src/domain/import/manifest-schema.ts";
import { drawnArea2 } from "../../web/src/domain/import/read-polygon.ts";
import { toLatticeWkt } from "../../web/src/domain/lattice/lattice-polygon.ts";
import { batchesOf } from "./batches.ts";
import type { ImportDatabase } from "./import-database.ts";
import { parseLatticeGeoJson } from "./lattice-geojson.ts";
import type { SourceGrid } from "./source-grid.ts";

/** A repair may change the area by this share, no more. */
const repairLimit = 0.001;
/** Vertices a statement: PGlite answers nobody else while it works. */
const verticesPerBatch = 4_000;

export function vertexCountOf(grid: SourceGrid): number {
  return grid.polygon.reduce(
    (sum, part) => sum + part.reduce((count, ring) => count + ring.length / 2, 0),
    0,
  );
}

/** Copies polygons into the staging table, where PostGIS can look at them. */
export async function stagePolygons(
  database: ImportDatabase,
  importId: number,
  grids: readonly SourceGrid[],
): Promise<void> {
  for (const batch of batchesOf(grids, vertexCountOf, verticesPerBatch)) {
    const rows = batch.map((grid) => ({
      n: grid.n,
      level: levelNumber(grid.level),
      wkt: toLatticeWkt(grid.polygon),
    }));
    await database.query(
      `insert into private.import_polygons (import_id, n, level, geom)
       select $1, r.n, r.level, extensions.st_geomfromtext(r.wkt, 0)
       from jsonb_to_recordset($2::jsonb) as r(n integer, level smallint, wkt text)
       on conflict (import_id, n) do update set geom = excluded.geom`,
      [importId, JSON.stringify(rows)],
    );
  }
}

/** Writes the tree beside the staged polygons. */
export async function stageParents(
  database: ImportDatabase,
  importId: number,
  grids: readonly SourceGrid[],
): Promise<void> {
  await database.query(
    `update private.import_polygons as p set parent_n = r.parent_n
     from unnest($2::integer[], $3::integer[]) as r(n, parent_n) where p.import_id = $1 and p.n = r.n`,
    [importId, grids.map((grid) => grid.n), grids.map((grid) => grid.parentN)],
  );
}

type Fault = { n: number; reason: string; x: number; y: number };

/**
 * Validity on the lattice, where GEOS is exact. Self-touching rings are repaired on the lattice; a repair that
 * changes the drawn area by more than 0.1 % is no repair. Returns what is refused; repaired grids are changed.
 */
export async function examinePolygons(
  database: ImportDatabase,
  importId: number,
  grids: readonly SourceGrid[],
): Promise<ImportIssue[]> {
  await stagePolygons(database, importId, grids);
  const refused: ImportIssue[] = [];
  for (const batch of batchesOf(grids, vertexCountOf, verticesPerBatch)) {
    for (const fault of await findFaults(database, importId, batch)) {
      const grid = batch.find((each) => each.n === fault.n);
      const issue = grid && (await repair({ database, importId, grid, fault }));
      if (issue) refused.push(issue);
    }
  }
  return refused;
}

function findFaults(
  database: ImportDatabase,
  importId: number,
  batch: readonly SourceGrid[],
): Promise<Fault[]> {
  return database.query<Fault>(
    `select p.n, f.reason, coalesce(extensions.st_x(f.location), 0) as x, coalesce(extensions.st_y(f.location), 0) as y
     from private.import_polygons as p cross join lateral extensions.st_isvaliddetail(p.geom) as f
     where p.import_id = $1 and p.n = any ($2::integer[]) and not f.valid
     order by p.n`,
    [importId, batch.map((grid) => grid.n)],
  );
}

type Repair = { database: ImportDatabase; importId: number; grid: SourceGrid; fault: Fault };
type Repaired = { area2: number | null; valid: boolean | null; geojson: string | null };

async function repair({ database, importId, grid, fault }: Repair): Promise<ImportIssue | null> {
  const refuse = (code: ImportIssue["code"], params: ImportIssue["params"]): ImportIssue => ({
    code,
    file: grid.file,
    feature: grid.feature,
    ...(grid.sourceCode === null ? {} : { id: grid.sourceCode }),
    params: { x: fault.x / 1e7, y: fault.y / 1e7, ...params },
  });
  if (/hole lies outside/i.test(fault.reason)) return refuse("hole_outside_shell", {});
  const [made] = await database.query<Repaired>(
    `select 2 * extensions.st_area(g.geom) as area2, extensions.st_isvalid(g.geom) as valid,
            extensions.st_asgeojson(g.geom, 0) as geojson
     from (
       select extensions.st_multi(extensions.st_collectionextract(extensions.st_reduceprecision(
         extensions.st_collectionextract(extensions.st_makevalid(p.geom), 3), 1), 3)) as geom
       from private.import_polygons as p where p.import_id = $1 and p.n = $2
     ) as g`,
    [importId, grid.n],
  );
  const before = drawnArea2(grid.polygon);
  const change = made?.valid ? Math.abs((made.area2 ?? 0) - before) / Math.max(before, 1) : 1;
  if (change > repairLimit || !made?.geojson) {
    const percent = Math.min(999, Math.round(change * 10_000) / 100);
    const code = /^self-intersection/i.test(fault.reason)
      ? "ring_crosses_itself"
      : "repair_changes_area";
    return refuse(code, { percent, reason: fault.reason });
  }
  grid.polygon = parseLatticeGeoJson(made.geojson);
  grid.repaired = true;
  await stagePolygons(database, importId, [grid]);
  return null;
}
