import { resolve } from "node:path";
import { compileFieldRule, fieldOf } from "../../web/src/domain/import/field-rule.ts";
import { type ImportIssue, ImportRefused } from "../../web/src/domain/import/import-issue.ts";
import { type DegreeBox, widenBox } from "../../web/src/domain/import/locate-coordinate.ts";
import type {
  GridFile,
  GridLevelKey,
  Manifest,
} from "../../web/src/domain/import/manifest-schema.ts";
import { readPolygon } from "../../web/src/domain/import/read-polygon.ts";
import {
  crsConflicts,
  crsNamedInFile,
  makeToWgs84,
  type ToWgs84,
} from "../../web/src/domain/import/to-wgs84.ts";
import { polygonBox } from "../../web/src/domain/lattice/lattice-polygon.ts";
import { readFeatures, type SourceFeature } from "./read-features.ts";
import type { SourceGrid } from "./source-grid.ts";

export type LevelRead = {
  level: GridLevelKey;
  read: number;
  rejected: ImportIssue[];
  warnings: ImportIssue[];
};

export type ReadGrids = {
  grids: SourceGrid[];
  levels: LevelRead[];
  /** The manifest's box, widened to hold every polygon that was kept. */
  box: DegreeBox;
};

/** Every polygon file of the manifest, on the lattice; what cannot be used is listed, not thrown. */
export function readGrids(manifest: Manifest, folder: string): ReadGrids {
  const grids: SourceGrid[] = [];
  const levels: LevelRead[] = [];
  for (const file of manifest.grids) {
    const { features, crs } = readFeatures(resolve(folder, file.file), file.file);
    const toWgs84 = converterOf(file, crs);
    const level: LevelRead = {
      level: file.level,
      read: features.length,
      rejected: [],
      warnings: [],
    };
    const byCode = new Map<string, number>();
    for (const feature of features) {
      const reading = { feature, file, toWgs84, box: manifest.city.bbox, n: grids.length + 1 };
      const grid = readGrid(reading, level.warnings);
      const issue = "code" in grid ? grid : duplicateOf(grid, byCode);
      if (issue) level.rejected.push(issue);
      else if (!("code" in grid)) grids.push(grid);
    }
    levels.push(level);
  }
  return { grids, levels, box: boxOf(manifest.city.bbox, grids) };
}

function boxOf(box: DegreeBox, grids: readonly SourceGrid[]): DegreeBox {
  return grids.reduce((widened, grid) => {
    const own = polygonBox(grid.polygon);
    return own ? widenBox(widened, own) : widened;
  }, box);
}

function converterOf(file: GridFile, crsMember: unknown): ToWgs84 {
  const named = crsNamedInFile(crsMember);
  if (named !== null && crsConflicts(named, file.crs)) {
    throw new ImportRefused([
      { code: "crs_in_file", file: file.file, params: { found: named, wanted: file.crs } },
    ]);
  }
  const toWgs84 = makeToWgs84(file.crs);
  if (toWgs84) return toWgs84;
  throw new ImportRefused([{ code: "crs_unknown", file: file.file, params: { crs: file.crs } }]);
}

type Reading = {
  feature: SourceFeature;
  file: GridFile;
  toWgs84: ToWgs84;
  box: Manifest["city"]["bbox"];
  n: number;
};

function readGrid(
  { feature, file, toWgs84, box, n }: Reading,
  warnings: ImportIssue[],
): SourceGrid | ImportIssue {
  const sourceCode = compileFieldRule(file.source_code)(feature.properties);
  const where = { file: file.file, feature: feature.feature };
  if (sourceCode === null) {
    return { ...where, code: "source_code_missing", params: { rule: fieldOf(file.source_code) } };
  }
  const read = readPolygon(feature.geometry, toWgs84, box);
  if (!read.ok) return { ...where, ...read.fault, id: sourceCode };
  if (read.beyond) {
    const { params } = read.beyond;
    warnings.push({ ...where, code: "reaches_beyond_box", params, id: sourceCode });
  }
  const name = file.name ? compileFieldRule(file.name)(feature.properties) : null;
  const nameEn = file.name_en ? compileFieldRule(file.name_en)(feature.properties) : null;
  return {
    n,
    level: file.level,
    ...where,
    sourceCode,
    name: name ?? sourceCode,
    nameEn: nameEn ?? (isLatin(name ?? sourceCode) ? (name ?? sourceCode) : ""),
    polygon: read.polygon,
    repaired: false,
    parentSource: file.parent ? compileFieldRule(file.parent)(feature.properties) : null,
    parentN: null,
    unclean: false,
  };
}

function duplicateOf(grid: SourceGrid, byCode: Map<string, number>): ImportIssue | null {
  const code = grid.sourceCode ?? "";
  const other = byCode.get(code);
  if (other === undefined) {
    byCode.set(code, grid.feature);
    return null;
  }
  return {
    code: "duplicate_code",
    file: grid.file,
    feature: grid.feature,
    id: code,
    params: { code, other },
  };
}

function isLatin(text: string): boolean {
  return /^[\x20-\x7e\u00a0-\u024f]*$/.test(text);
}
