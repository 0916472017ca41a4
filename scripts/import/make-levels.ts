import {
  type GridLevelKey,
  gridLevelKeys,
  levelNumber,
  type Manifest,
} from "../../web/src/domain/import/manifest-schema.ts";
import type { LatticeMultiPolygon } from "../../web/src/domain/lattice/lattice-polygon.ts";
import { batchesOf } from "./batches.ts";
import { dissolveClean } from "./dissolve-children.ts";
import { stagePolygons, vertexCountOf } from "./examine-polygons.ts";
import type { ImportDatabase } from "./import-database.ts";
import { parseLatticeGeoJson } from "./lattice-geojson.ts";
import type { SourceGrid } from "./source-grid.ts";

const verticesPerUnion = 8_000;

/**
 * Adds the levels that the source lacks between the city and its finest level: one polygon for each grid of the next
 * coarser level that it has, the union of the grids below. The city is always made.
 */
export async function makeLevels(
  database: ImportDatabase,
  importId: number,
  { grids, city }: { grids: SourceGrid[]; city: Manifest["city"] },
): Promise<void> {
  const finest = Math.max(4, ...grids.map((grid) => levelNumber(grid.level)));
  for (let level = finest - 1; level >= 1; level -= 1) {
    const key = gridLevelKeys[level - 1] ?? "city";
    if (grids.some((grid) => grid.level === key)) continue;
    const below = grids.filter((grid) => levelNumber(grid.level) === level + 1);
    for (const [coarserN, children] of byParent(below)) {
      const polygon =
        dissolveClean(children.map((child) => child.polygon)) ??
        (await unionOf(database, importId, children));
      const n = Math.max(0, ...grids.map((grid) => grid.n)) + 1;
      const coarser = grids.find((grid) => grid.n === coarserN);
      const made = madeGrid({ n, key, named: coarser ?? cityName(city), polygon });
      made.parentN = coarserN;
      for (const child of children) child.parentN = n;
      grids.push(made);
      await stagePolygons(database, importId, [made]);
    }
  }
}

function byParent(grids: readonly SourceGrid[]): Map<number | null, SourceGrid[]> {
  const groups = new Map<number | null, SourceGrid[]>();
  for (const grid of grids) {
    const group = groups.get(grid.parentN) ?? [];
    groups.set(grid.parentN, [...group, grid]);
  }
  return groups;
}

type Named = Pick<SourceGrid, "name" | "nameEn">;

function cityName(city: Manifest["city"]): Named {
  const isLatin = /^[\x20-\x7e]*$/.test(city.name);
  return { name: city.name, nameEn: city.name_en ?? (isLatin ? city.name : "") };
}

type Made = { n: number; key: GridLevelKey; named: Named; polygon: LatticeMultiPolygon };

function madeGrid({ n, key, named, polygon }: Made): SourceGrid {
  return {
    n,
    level: key,
    file: "",
    feature: 0,
    sourceCode: null,
    name: named.name,
    nameEn: named.nameEn,
    polygon,
    repaired: false,
    parentSource: null,
    parentN: null,
    unclean: false,
  };
}

/** PostGIS with a precision grid of one unit answers on the lattice; in slices, so that others get their turn. */
async function unionOf(
  database: ImportDatabase,
  importId: number,
  children: readonly SourceGrid[],
): Promise<LatticeMultiPolygon> {
  const slices: string[] = [];
  for (const batch of batchesOf(inRows(children), vertexCountOf, verticesPerUnion)) {
    const [row] = await database.query<{ geojson: string }>(
      `select extensions.st_asgeojson(extensions.st_multi(extensions.st_union(p.geom, 1)), 0) as geojson
       from private.import_polygons as p where p.import_id = $1 and p.n = any ($2::integer[])`,
      [importId, batch.map((grid) => grid.n)],
    );
    if (row) slices.push(row.geojson);
  }
  if (slices.length === 1) return parseLatticeGeoJson(slices[0] ?? "");
  const [whole] = await database.query<{ geojson: string }>(
    `select extensions.st_asgeojson(extensions.st_multi(extensions.st_union(g.geom, 1)), 0) as geojson
     from (select extensions.st_setsrid(extensions.st_geomfromgeojson(t), 0) as geom from unnest($1::text[]) as t) as g`,
    [slices],
  );
  return parseLatticeGeoJson(whole?.geojson ?? "");
}

/** Neighbours in one slice leave fewer borders to the last union. */
function inRows(grids: readonly SourceGrid[]): SourceGrid[] {
  return [...grids].sort((a, b) => (a.polygon[0]?.[0]?.[0] ?? 0) - (b.polygon[0]?.[0]?.[0] ?? 0));
}
