import { chainOf, type GridNode } from "../../web/src/domain/assignment/grid-chain.ts";
import {
  buildReferenceIndex,
  type ReferenceIndex,
} from "../../web/src/domain/assignment/reference-index.ts";
import type { LatticeMultiPolygon } from "../../web/src/domain/lattice/lattice-polygon.ts";
import type { ExistingGrid } from "./existing-city.ts";
import type { ImportDatabase } from "./import-database.ts";
import { parseLatticeGeoJson } from "./lattice-geojson.ts";
import type { PlannedGrid } from "./plan-grids.ts";

/** A grid as it will stand after the import. */
export type FinalGrid = GridNode & {
  code: string;
  sourceCode: string | null;
  name: string;
  polygon: LatticeMultiPolygon;
};

const pageSize = 200;

/** The grids of the manifest over those that are there already: what the cases are assigned to. */
export async function finalGrids(
  database: ImportDatabase,
  planned: readonly PlannedGrid[],
  existing: readonly ExistingGrid[],
): Promise<FinalGrid[]> {
  const final: FinalGrid[] = planned.map((grid) => ({
    gridId: grid.gridId,
    level: grid.levelNo,
    parentGridId: grid.parentGridId,
    code: grid.code,
    sourceCode: grid.sourceCode,
    name: grid.name,
    polygon: grid.polygon,
  }));
  const replaced = new Set(final.map((grid) => grid.gridId));
  const kept = existing.filter((grid) => !replaced.has(grid.grid_id));
  for (let at = 0; at < kept.length; at += pageSize) {
    const page = kept.slice(at, at + pageSize);
    const shapes = await loadShapes(database, page);
    for (const grid of page) {
      final.push({
        gridId: grid.grid_id,
        level: grid.level,
        parentGridId: grid.parent_grid_id,
        code: grid.code,
        sourceCode: grid.source_code,
        name: grid.name,
        polygon: shapes.get(grid.version_id) ?? [],
      });
    }
  }
  return final;
}

async function loadShapes(
  database: ImportDatabase,
  grids: readonly ExistingGrid[],
): Promise<Map<number, LatticeMultiPolygon>> {
  const rows = await database.query<{ version_id: number; geojson: string }>(
    `select v.version_id, extensions.st_asgeojson(v.geom_e7, 0) as geojson
     from public.grid_versions as v where v.version_id = any ($1::bigint[])`,
    [grids.map((grid) => grid.version_id)],
  );
  return new Map(rows.map((row) => [row.version_id, parseLatticeGeoJson(row.geojson)]));
}

export type AssignmentGrids = {
  communities: ReferenceIndex;
  units: ReferenceIndex | null;
  nodes: ReadonlyMap<number, FinalGrid>;
  /** Source code of the grid at each level of the chain that ends in `gridId`. */
  sourceCodesOf(gridId: number): ReadonlyMap<number, string | null>;
};

export function makeAssignmentGrids(grids: readonly FinalGrid[]): AssignmentGrids {
  const nodes = new Map(grids.map((grid) => [grid.gridId, grid]));
  const units = grids.filter((grid) => grid.level === 5);
  const chains = new Map<number, ReadonlyMap<number, string | null>>();
  return {
    communities: buildReferenceIndex(grids.filter((grid) => grid.level === 4)),
    units: units.length === 0 ? null : buildReferenceIndex(units),
    nodes,
    sourceCodesOf(gridId) {
      const known = chains.get(gridId);
      if (known) return known;
      const made = new Map(
        chainOf(gridId, nodes).map((node) => [
          node.level,
          nodes.get(node.gridId)?.sourceCode ?? null,
        ]),
      );
      chains.set(gridId, made);
      return made;
    },
  };
}
