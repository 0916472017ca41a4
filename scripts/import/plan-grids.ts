import area from "@turf/area";
import { NATIONAL_SCHEME } from "../../web/src/domain/grids/codes.ts";
import { labelPoint } from "../../web/src/domain/grids/label-point.ts";
import { composeCodes, followsScheme } from "../../web/src/domain/import/compose-codes.ts";
import { ImportRefused } from "../../web/src/domain/import/import-issue.ts";
import { levelNumber } from "../../web/src/domain/import/manifest-schema.ts";
import { toGeoJson } from "../../web/src/domain/lattice/lattice-polygon.ts";
import { drawIds, type ExistingGrid } from "./existing-city.ts";
import type { ImportDatabase } from "./import-database.ts";
import type { SourceGrid } from "./source-grid.ts";

export type PlannedGrid = SourceGrid & {
  levelNo: 1 | 2 | 3 | 4 | 5;
  code: string;
  gridId: number;
  versionId: number;
  parentGridId: number | null;
  label: { x: number; y: number };
  areaSquareMetres: number;
  existing: ExistingGrid | null;
  change: "new" | "changed" | "same";
};

type PlanRequest = {
  database: ImportDatabase;
  importId: number;
  cityCode: string;
  grids: readonly SourceGrid[];
  existing: readonly ExistingGrid[];
};

/** Codes, ids and what each grid is to the database: new, changed (a new version) or the same. */
export async function planGrids(request: PlanRequest): Promise<PlannedGrid[]> {
  const { database, importId, grids, existing } = request;
  const planned = grids.map((grid) => draftOf(grid, existing));
  giveCodes(planned, request.cityCode, existing);
  const fresh = planned.filter((grid) => !grid.existing);
  const gridIds = await drawIds(database, "public.grids", "grid_id", fresh.length);
  fresh.forEach((grid, index) => {
    grid.gridId = gridIds[index] ?? 0;
  });
  const byN = new Map(planned.map((grid) => [grid.n, grid]));
  for (const grid of planned) {
    grid.parentGridId = grid.parentN === null ? null : (byN.get(grid.parentN)?.gridId ?? null);
  }
  const hashes = await stagedHashes(database, importId);
  for (const grid of planned) grid.change = changeOf(grid, hashes.get(grid.n) ?? "");
  const moving = planned.filter((grid) => grid.change !== "same");
  const versionIds = await drawIds(database, "public.grid_versions", "version_id", moving.length);
  moving.forEach((grid, index) => {
    grid.versionId = versionIds[index] ?? 0;
  });
  return planned;
}

function draftOf(grid: SourceGrid, existing: readonly ExistingGrid[]): PlannedGrid {
  const levelNo = levelNumber(grid.level) as PlannedGrid["levelNo"]; // 1–5 by the list it counts in
  const held = existing.find(
    (each) => each.level === levelNo && each.source_code === grid.sourceCode,
  );
  return {
    ...grid,
    levelNo,
    code: "",
    gridId: held?.grid_id ?? 0,
    versionId: held?.version_id ?? 0,
    parentGridId: null,
    label: labelPoint(largestFirst(grid)),
    areaSquareMetres: area(toGeoJson(grid.polygon)),
    existing: held ?? null,
    change: "new",
  };
}

/** A label belongs into the largest part. */
function largestFirst(grid: SourceGrid): SourceGrid["polygon"] {
  if (grid.polygon.length < 2) return grid.polygon;
  const sizeOf = (part: SourceGrid["polygon"][number]) => area(toGeoJson([part]));
  return [...grid.polygon].sort((a, b) => sizeOf(b) - sizeOf(a));
}

/** From the city down: a child's code begins with its parent's. */
function giveCodes(
  planned: readonly PlannedGrid[],
  cityCode: string,
  existing: readonly ExistingGrid[],
): void {
  for (const city of planned.filter((grid) => grid.levelNo === 1)) city.code = cityCode;
  for (const parent of [...planned].sort((a, b) => a.levelNo - b.levelNo)) {
    const children = planned.filter((grid) => grid.parentN === parent.n);
    const [first] = children;
    if (!first) continue;
    const codeLength = NATIONAL_SCHEME.lengths[first.levelNo];
    const lastSequence = lastSequenceOf(first.levelNo, codeLength - parent.code.length);
    const codes = composeCodes({
      parentCode: parent.code,
      codeLength,
      lastSequence,
      takenCodes: new Set(existing.map((grid) => grid.code)),
      children: children.map((child) => ({
        key: String(child.n),
        ...child.label,
        heldCode: heldCode(child, parent.code, codeLength),
      })),
    });
    if (!codes) {
      const params = { parent: parent.code, count: children.length, limit: lastSequence };
      throw new ImportRefused([{ code: "too_many_children", file: first.file, params }]);
    }
    for (const child of children) child.code = codes.get(String(child.n)) ?? "";
  }
}

function heldCode(child: PlannedGrid, parentCode: string, codeLength: number): string | null {
  const candidates = [child.existing?.code, child.sourceCode];
  return candidates.find((code) => code && followsScheme(code, parentCode, codeLength)) ?? null;
}

/** 900–999 of a street are enterprise base grids (architecture section 3). */
function lastSequenceOf(levelNo: number, digits: number): number {
  return levelNo === 4 ? 899 : 10 ** digits - 1;
}

async function stagedHashes(
  database: ImportDatabase,
  importId: number,
): Promise<Map<number, string>> {
  const rows = await database.query<{ n: number; md5: string }>(
    `select p.n, md5(extensions.st_asbinary(p.geom)) as md5
     from private.import_polygons as p where p.import_id = $1`,
    [importId],
  );
  return new Map(rows.map((row) => [row.n, row.md5]));
}

function changeOf(grid: PlannedGrid, hash: string): PlannedGrid["change"] {
  const { existing } = grid;
  if (!existing) return "new";
  const same =
    existing.geom_md5 === hash &&
    existing.code === grid.code &&
    existing.parent_grid_id === grid.parentGridId &&
    existing.name === grid.name &&
    existing.unclean === grid.unclean;
  return same ? "same" : "changed";
}
