import { resolve } from "node:path";
import { Expectation } from "../../web/src/domain/import/expectation.ts";
import { fieldOf } from "../../web/src/domain/import/field-rule.ts";
import { type ImportIssue, ImportRefused } from "../../web/src/domain/import/import-issue.ts";
import type { DegreeBox } from "../../web/src/domain/import/locate-coordinate.ts";
import {
  type CaseFile,
  type GridLevelKey,
  levelNumber,
  type Manifest,
} from "../../web/src/domain/import/manifest-schema.ts";
import { type ImportedCase, makeCaseReader } from "../../web/src/domain/import/read-case.ts";
import { makeToWgs84, rawCrsOf } from "../../web/src/domain/import/to-wgs84.ts";
import { assignCase, type Found, nearestLimitMetres } from "./assign-case.ts";
import type { AssignmentGrids } from "./assignment-grids.ts";
import type { ClassBook, UnitBook } from "./foreign-names.ts";
import type { ImportDatabase } from "./import-database.ts";
import { readTable } from "./read-table.ts";
import { caseNumber, drawCaseNumbers, knownKeys, stageSql, toIso } from "./staged-cases.ts";

/** Few enough that an operator's request waits a moment for its turn, not a second. */
const rowsPerBatch = 500;

export type CaseTotals = {
  read: number;
  kept: number;
  fresh: number;
  assigned: number;
  nearest: number;
  unassigned: number;
  candidates: number;
  rejected: ImportIssue[];
  warnings: ImportIssue[];
  expect: Map<GridLevelKey, Expectation>;
};

type Staging = {
  database: ImportDatabase;
  importId: number;
  manifest: Manifest;
  folder: string;
  grids: AssignmentGrids;
  classes: ClassBook;
  units: UnitBook;
  box: DegreeBox;
  /** The city's integer scale of planar distances. */
  kx: number;
  nowMs: number;
  onProgress: (rows: number) => void;
};

/** Reads, assigns and stages the case files batch by batch; between two batches the server answers others. */
export async function stageCases(staging: Staging): Promise<CaseTotals> {
  const totals: CaseTotals = {
    read: 0,
    kept: 0,
    fresh: 0,
    assigned: 0,
    nearest: 0,
    unassigned: 0,
    candidates: 0,
    rejected: [],
    warnings: [],
    expect: new Map(),
  };
  const seen = new Map<string, number>();
  for (const file of staging.manifest.cases) await stageFile(staging, file, totals, seen);
  return totals;
}

function columnsOf(file: CaseFile): string[] {
  const { lng, lat, id, reported_at, due_at, closed_at, unit, description, address, accuracy_m } =
    file;
  const rules = [lng, lat, id, reported_at, due_at, closed_at, file.class, unit, description];
  return [...rules, address, accuracy_m, ...Object.values(file.expect ?? {})].flatMap((rule) =>
    rule === undefined ? [] : [fieldOf(rule)],
  );
}

async function stageFile(
  staging: Staging,
  file: CaseFile,
  totals: CaseTotals,
  seen: Map<string, number>,
): Promise<void> {
  const toWgs84 = rawCrsOf(file.crs) && makeToWgs84(file.crs);
  if (!toWgs84) {
    throw new ImportRefused([{ code: "crs_unknown", file: file.file, params: { crs: file.crs } }]);
  }
  const { city } = staging.manifest;
  const read = makeCaseReader(file, {
    timeZone: city.timezone,
    box: staging.box,
    nowMs: staging.nowMs,
    toWgs84,
  });
  let batch: ImportedCase[] = [];
  const path = resolve(staging.folder, file.file);
  const options = { file: file.file, encoding: file.encoding, needed: columnsOf(file) };
  for await (const { row, record } of readTable(path, options)) {
    totals.read += 1;
    const result = read(record, row);
    if (!result.ok) {
      totals.rejected.push(result.issue);
      continue;
    }
    const twin = duplicateOf(result.value, file.file, seen);
    if (twin) {
      totals.rejected.push(twin);
      continue;
    }
    if (result.warning) totals.warnings.push(result.warning);
    batch.push(result.value);
    if (batch.length < rowsPerBatch) continue;
    await stageBatch(staging, file.file, batch, totals);
    batch = [];
  }
  await stageBatch(staging, file.file, batch, totals);
}

function duplicateOf(
  each: ImportedCase,
  file: string,
  seen: Map<string, number>,
): ImportIssue | null {
  const key = `${each.source}\n${each.key}`;
  const other = seen.get(key);
  if (other === undefined) {
    seen.set(key, each.row);
    return null;
  }
  const params = { code: each.key, other };
  return { code: "duplicate_case_id", file, row: each.row, id: each.key, params };
}

async function stageBatch(
  staging: Staging,
  file: string,
  batch: readonly ImportedCase[],
  totals: CaseTotals,
): Promise<void> {
  if (batch.length === 0) return;
  const { database, importId } = staging;
  const known = await knownKeys(database, batch);
  const drafts = batch.map((each) => ({
    each,
    isKnown: known.has(`${each.source}\n${each.key}`),
    found: countAssignment(staging, file, each, totals),
    classId: staging.classes.use(each.className),
    unit: each.unitName === null ? null : staging.units.use(each.unitName),
  }));
  totals.kept += batch.length;
  const fresh = drafts.filter((draft) => !draft.isKnown);
  await staging.units.drawIds(database);
  const numbers = await drawCaseNumbers(database, fresh.length);
  const rows = fresh.map(({ each, found, classId, unit }, index) => {
    const { id = 0, no = 0 } = numbers[index] ?? {};
    return {
      n: totals.fresh + index,
      case_id: id,
      case_no: caseNumber(each.reportedMs, staging.manifest.city.timezone, no),
      source_system: each.source,
      source_key: each.key,
      class_id: classId,
      description: each.description,
      address: each.address,
      x: each.x,
      y: each.y,
      raw_x: each.rawX,
      raw_y: each.rawY,
      raw_crs: each.rawCrs,
      accuracy_m: each.accuracyMetres,
      ...found,
      unit_id: unit?.unitId ?? null,
      reported_at: toIso(each.reportedMs),
      deadline_at: toIso(each.dueMs),
      closed_at: toIso(each.closedMs),
    };
  });
  totals.fresh += fresh.length;
  if (rows.length > 0) await database.query(stageSql, [importId, JSON.stringify(rows)]);
  staging.onProgress(totals.read);
}

function countAssignment(
  staging: Staging,
  file: string,
  each: ImportedCase,
  totals: CaseTotals,
): Found {
  const found = assignCase(staging.grids, each, staging.kx);
  compareLabels(staging.grids, each, found, totals);
  if (found.assign_method === "unassigned") {
    totals.unassigned += 1;
    const params = { x: each.x / 1e7, y: each.y / 1e7, metres: nearestLimitMetres(each) };
    totals.warnings.push({ code: "no_grid_near", file, row: each.row, id: each.key, params });
  } else totals[found.assign_method === "inside" ? "assigned" : "nearest"] += 1;
  if (found.candidates !== null) totals.candidates += 1;
  return found;
}

function compareLabels(
  grids: AssignmentGrids,
  each: ImportedCase,
  found: Found,
  totals: CaseTotals,
): void {
  for (const [level, label] of Object.entries(each.expected)) {
    const key = level as GridLevelKey; // written by the reader under these keys only
    const expectation = totals.expect.get(key) ?? new Expectation();
    totals.expect.set(key, expectation);
    const chain = found.community === null ? null : grids.sourceCodesOf(found.community);
    const sourceCode = chain?.get(levelNumber(key)) ?? null;
    expectation.add(label, { sourceCode, isInside: found.assign_method === "inside" });
  }
}
