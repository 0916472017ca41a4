import { labelPoint } from "../../web/src/domain/grids/label-point.ts";
import type { ImportIssue } from "../../web/src/domain/import/import-issue.ts";
import type { TopologyFault } from "../../web/src/domain/import/import-report.ts";
import { latticeAreaOf, squareMetresOf } from "../../web/src/domain/import/lattice-area.ts";

import {
  polygonArea2,
  reverseRing,
  ringArea2,
} from "../../web/src/domain/lattice/lattice-polygon.ts";
import { batchesOf } from "./batches.ts";
import { vertexCountOf } from "./examine-polygons.ts";
import type { ImportDatabase } from "./import-database.ts";
import { gridIssue, type SourceGrid } from "./source-grid.ts";

/** Less than this is the rounding of two surveys, not a gap (standards 1.2). Overlaps have none: codes decide there. */
const toleranceSquareMetres = 1;
const verticesPerBatch = 2_500;

/** A fault with the grids concerned, by their numbers in the import. */
export type FoundFault = Pick<TopologyFault, "kind" | "area_m2" | "x" | "y"> & {
  level: SourceGrid["level"];
  grids: number[];
};

type Row = { a: number; b: number | null; area: number; x: number; y: number };

type Search = {
  database: ImportDatabase;
  importId: number;
  grids: readonly SourceGrid[];
  latitude: number;
  /** Any gap and anything out of its parent counts, however small. */
  strict: boolean;
};

/** Overlaps of siblings, reaching out of the parent and gaps in it: kept, marked and reported. */
export async function findTopologyFaults(search: Search): Promise<FoundFault[]> {
  const children = search.grids.filter((grid) => grid.parentN !== null);
  const parents = search.grids.filter((grid) => children.some((child) => child.parentN === grid.n));
  const weights = new Map(
    parents.map((parent) => [
      parent,
      children
        .filter((child) => child.parentN === parent.n)
        .reduce((sum, child) => sum + vertexCountOf(child), vertexCountOf(parent)),
    ]),
  );
  const overlaps = await inBatches(search, children, "overlap", overlapSql);
  const outside = await inBatches(search, children, "outside_parent", outsideSql);
  const drawn = parents.filter((grid) => grid.feature !== 0);
  const gaps = await inBatches(search, drawn, "gap", gapSql, (grid) => weights.get(grid) ?? 0);
  gaps.push(...holesOfMade(search, parents));
  return [...overlaps, ...outside, ...gaps].sort((a, b) => b.area_m2 - a.area_m2);
}

/** Children of which more than half lies outside their parent: the tree would be a lie. */
export function refuseMostlyOutside(
  faults: readonly FoundFault[],
  grids: readonly SourceGrid[],
  latitude: number,
): ImportIssue[] {
  const byN = new Map(grids.map((grid) => [grid.n, grid]));
  return faults.flatMap((fault): ImportIssue[] => {
    const [n = 0, parentN = 0] = fault.grids;
    const grid = byN.get(n);
    if (fault.kind !== "outside_parent" || !grid) return [];
    const share = fault.area_m2 / squareMetresOf(Number(polygonArea2(grid.polygon)), latitude);
    if (share <= 0.5) return [];
    const parent = byN.get(parentN)?.sourceCode ?? String(parentN);
    const params = { percent: Math.round(share * 1000) / 10, parent };
    return [gridIssue(grid, "mostly_outside_parent", params)];
  });
}

async function inBatches(
  { database, importId, latitude, strict }: Search,
  grids: readonly SourceGrid[],
  kind: FoundFault["kind"],
  sql: string,
  weightOf: (grid: SourceGrid) => number = vertexCountOf,
): Promise<FoundFault[]> {
  const found: FoundFault[] = [];
  const tolerance = kind === "overlap" ? 0 : latticeAreaOf(toleratedSquareMetres(strict), latitude);
  const levelOf = new Map(grids.map((grid) => [grid.n, grid.level]));
  for (const batch of batchesOf(grids, weightOf, verticesPerBatch)) {
    const rows = await database.query<Row>(sql, [importId, batch.map((grid) => grid.n), tolerance]);
    for (const row of rows) {
      found.push({
        kind,
        level: levelOf.get(row.a) ?? "city",
        grids: row.b === null ? [row.a] : [row.a, row.b],
        area_m2: Math.round(squareMetresOf(2 * row.area, latitude) * 10) / 10,
        x: Math.round(row.x),
        y: Math.round(row.y),
      });
    }
  }
  return found;
}

function toleratedSquareMetres(strict: boolean): number {
  return strict ? 0 : toleranceSquareMetres;
}

/** A made parent is the union of its children: its gaps are the holes of its outline. */
function holesOfMade(search: Search, parents: readonly SourceGrid[]): FoundFault[] {
  return parents
    .filter((grid) => grid.feature === 0)
    .flatMap((grid) =>
      grid.polygon.flatMap((part) => part.slice(1).map((hole) => ({ grid, hole }))),
    )
    .flatMap(({ grid, hole }): FoundFault[] => {
      const area = squareMetresOf(Math.abs(Number(ringArea2(hole))), search.latitude);
      if (area <= toleratedSquareMetres(search.strict)) return [];
      const { x, y } = labelPoint([[reverseRing(hole)]]);
      const area_m2 = Math.round(area * 10) / 10;
      return [{ kind: "gap", level: grid.level, grids: [grid.n], area_m2, x, y }];
    });
}

const placed = `extensions.st_area(f.geom) as area,
  extensions.st_x(extensions.st_pointonsurface(f.geom)) as x, extensions.st_y(extensions.st_pointonsurface(f.geom)) as y`;

const overlapSql = `
  select f.a, f.b, ${placed}
  from (
    select a.n as a, b.n as b, extensions.st_collectionextract(extensions.st_intersection(a.geom, b.geom), 3) as geom
    from private.import_polygons as a
    join private.import_polygons as b on b.import_id = a.import_id and b.level = a.level and b.n > a.n
     and b.geom operator(extensions.&&) a.geom
    where a.import_id = $1 and a.n = any ($2::integer[])
      and extensions.st_relate(a.geom, b.geom, '2********')
  ) as f where extensions.st_area(f.geom) > $3`;

const outsideSql = `
  select f.a, f.b, ${placed}
  from (
    select c.n as a, p.n as b, extensions.st_collectionextract(extensions.st_difference(c.geom, p.geom), 3) as geom
    from private.import_polygons as c
    join private.import_polygons as p on p.import_id = c.import_id and p.n = c.parent_n
    where c.import_id = $1 and c.n = any ($2::integer[])
  ) as f where extensions.st_area(f.geom) > $3`;

const gapSql = `
  select f.a, null::integer as b, ${placed}
  from (
    select w.n as a, (extensions.st_dump(extensions.st_collectionextract(
      extensions.st_difference(w.shell, w.covered), 3))).geom as geom
    from (
      select p.n, (select extensions.st_union(extensions.st_makepolygon(extensions.st_exteriorring(d.geom)))
                   from extensions.st_dump(p.geom) as d) as shell,
             (select extensions.st_union(c.geom) from private.import_polygons as c
              where c.import_id = p.import_id and c.level = p.level + 1
                and c.geom operator(extensions.&&) p.geom) as covered
      from private.import_polygons as p where p.import_id = $1 and p.n = any ($2::integer[])
    ) as w
  ) as f where extensions.st_area(f.geom) > $3`;
