import type { ImportIssue } from "../../web/src/domain/import/import-issue.ts";
import { gridLevelKeys, levelNumber } from "../../web/src/domain/import/manifest-schema.ts";
import { batchesOf } from "./batches.ts";
import { vertexCountOf } from "./examine-polygons.ts";
import type { ImportDatabase } from "./import-database.ts";
import { gridIssue, type SourceGrid } from "./source-grid.ts";

const verticesPerBatch = 4_000;

/** The parent each grid names, or the one that covers most of it. What finds none is refused. */
export async function findParents(
  database: ImportDatabase,
  importId: number,
  grids: readonly SourceGrid[],
): Promise<ImportIssue[]> {
  const refused: ImportIssue[] = [];
  for (const [index, key] of gridLevelKeys.entries()) {
    const parents = nearestCoarser(grids, index);
    const children = grids.filter((grid) => grid.level === key && grid.parentN === null);
    if (children.length === 0 || parents.length === 0) continue;
    const byName = children.filter((child) => child.parentSource !== null);
    const byArea = children.filter((child) => child.parentSource === null);
    refused.push(...nameParents(byName, parents));
    refused.push(...(await coverParents(database, importId, { children: byArea, parents })));
  }
  return refused;
}

/** The grids of the next coarser level that the source has: a missing level in between is made later. */
function nearestCoarser(grids: readonly SourceGrid[], index: number): SourceGrid[] {
  for (let coarser = index - 1; coarser >= 0; coarser -= 1) {
    const found = grids.filter((grid) => grid.level === gridLevelKeys[coarser]);
    if (found.length > 0) return found;
  }
  return [];
}

function nameParents(
  children: readonly SourceGrid[],
  parents: readonly SourceGrid[],
): ImportIssue[] {
  const byCode = new Map(parents.map((parent) => [parent.sourceCode, parent]));
  return children.flatMap((child) => {
    const parent = byCode.get(child.parentSource);
    if (parent) {
      child.parentN = parent.n;
      return [];
    }
    const params = { parent: child.parentSource ?? "", level: parents[0]?.level ?? "" };
    return [gridIssue(child, "parent_missing", params)];
  });
}

type Family = { children: readonly SourceGrid[]; parents: readonly SourceGrid[] };

async function coverParents(
  database: ImportDatabase,
  importId: number,
  { children, parents }: Family,
): Promise<ImportIssue[]> {
  const level = levelNumber(parents[0]?.level ?? "city");
  for (const batch of batchesOf(children, vertexCountOf, verticesPerBatch)) {
    const rows = await database.query<{ n: number; parent_n: number }>(
      `select distinct on (c.n) c.n, p.n as parent_n
       from private.import_polygons as c
       join private.import_polygons as p on p.import_id = c.import_id and p.level = $3
        and p.geom operator(extensions.&&) c.geom
       where c.import_id = $1 and c.n = any ($2::integer[])
         and extensions.st_area(extensions.st_intersection(c.geom, p.geom)) > 0
       order by c.n, extensions.st_area(extensions.st_intersection(c.geom, p.geom)) desc, p.n`,
      [importId, batch.map((child) => child.n), level],
    );
    const found = new Map(rows.map((row) => [row.n, row.parent_n]));
    for (const child of batch) child.parentN = found.get(child.n) ?? null;
  }
  return children
    .filter((child) => child.parentN === null)
    .map((child) => gridIssue(child, "parent_not_found", {}));
}
