import { readFileSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { ImportRefused } from "../../web/src/domain/import/import-issue.ts";
import type { ImportReport } from "../../web/src/domain/import/import-report.ts";
import type { DegreeBox } from "../../web/src/domain/import/locate-coordinate.ts";
import { levelNumber, type Manifest } from "../../web/src/domain/import/manifest-schema.ts";
import { parseManifest } from "../../web/src/domain/import/parse-manifest.ts";
import { scaleOfLatitude } from "../../web/src/domain/lattice/scaled-distance.ts";
import { type FinalGrid, finalGrids, makeAssignmentGrids } from "./assignment-grids.ts";
import { buildReport } from "./build-report.ts";
import { examineGrids } from "./examine-grids.ts";
import { type ExistingGrid, loadCity, loadGrids } from "./existing-city.ts";
import { ClassBook, UnitBook } from "./foreign-names.ts";
import type { ImportDatabase, Statement } from "./import-database.ts";
import { dropJob, publishJob, startJob, withHeartbeat } from "./import-job.ts";
import { type PlannedGrid, planGrids } from "./plan-grids.ts";
import { planSupervisors } from "./plan-supervisors.ts";
import {
  baseLayerStatements,
  cityStatement,
  coverageStatements,
  gridStatements,
} from "./publish-grids.ts";
import { checkSize } from "./read-file.ts";
import { type ReadGrids, readGrids } from "./read-grids.ts";
import { readLayers } from "./read-layers.ts";
import { refuseTooMany } from "./reject-limit.ts";
import { type CaseTotals, stageCases } from "./stage-cases.ts";

export type ImportOptions = {
  dryRun: boolean;
  strict: boolean;
  /** Percent of the rows, and of the polygons of a level, that may be refused. */
  maxRejectsPercent: number;
};

export type ImportRequest = {
  database: ImportDatabase;
  opened: OpenedManifest;
  options: ImportOptions;
  /** Where the city goes, for messages; and the command that would make a fresh folder. */
  target: { folder: string; freshCommand: string };
  nowMs: number;
  /** A clock that only runs forward, in seconds. */
  elapsedSeconds: () => number;
  onProgress: (step: ImportStep, count: number) => void;
};

export type ImportStep = "read" | "examine" | "topology" | "cases" | "publish" | "done";

export type OpenedManifest = { manifest: Manifest; file: string; folder: string };

/** Looks at the manifest and the size of its files: what can be answered before a database is opened. */
export function openManifest(path: string): OpenedManifest {
  const file = basename(path);
  const folder = dirname(path);
  const manifest = parseManifest(readManifest(path, file), file);
  const files = [
    ...manifest.grids.map((grid) => grid.file),
    ...manifest.cases.map((cases) => cases.file),
    ...Object.values(manifest.layers ?? {}),
    ...(manifest.supervisors?.file ? [manifest.supervisors.file] : []),
  ];
  for (const each of files) checkSize(resolve(folder, each), each);
  return { manifest, file, folder };
}

/** Brings a city in, or throws `ImportRefused` and leaves the database as it was. */
export async function runImport(request: ImportRequest): Promise<ImportReport> {
  const { opened } = request;
  await refuseOtherCity(request, opened);
  request.onProgress("read", 0);
  const read = readGrids(opened.manifest, opened.folder);
  const importId = await startJob(request.database, opened.manifest.city.code, opened.file);
  try {
    const database = withHeartbeat(request.database, importId);
    return await new ImportRun({ ...request, database }, importId).run(read);
  } finally {
    await dropJob(request.database, importId);
  }
}

function readManifest(path: string, file: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ImportRefused([{ code: "manifest_unreadable", file, params: { reason } }]);
  }
}

async function refuseOtherCity(
  { database, target }: ImportRequest,
  { manifest: { city }, file }: OpenedManifest,
): Promise<void> {
  const existing = await loadCity(database);
  if (!existing) return;
  const params = { folder: target.folder, command: target.freshCommand };
  if (existing.isDemo) throw new ImportRefused([{ code: "demo_folder", file, params }]);
  if (existing.code === city.code) return;
  const { code, name } = existing;
  throw new ImportRefused([
    { code: "other_city", file, params: { ...params, code, name, wanted: city.code } },
  ]);
}

class ImportRun {
  private readonly request: ImportRequest;
  private readonly manifest: Manifest;
  private readonly importId: number;

  constructor(request: ImportRequest, importId: number) {
    this.request = request;
    this.manifest = request.opened.manifest;
    this.importId = importId;
  }

  async run(read: ReadGrids): Promise<ImportReport> {
    const { database, onProgress, options, elapsedSeconds } = this.request;
    const { manifest, importId } = this;
    const existing = await loadGrids(database);
    this.refuseMissingLevels(existing);
    onProgress("examine", read.grids.length);
    const faults = await examineGrids(read, {
      database,
      importId,
      city: manifest.city,
      manifestFile: this.request.opened.file,
      strict: options.strict,
      maxRejectsPercent: options.maxRejectsPercent,
      onTopology: (count) => onProgress("topology", count),
    });
    const planned = await planGrids({
      database,
      importId,
      cityCode: manifest.city.code,
      grids: read.grids,
      existing,
    });
    const final = await finalGrids(database, planned, existing);
    const { folder } = this.request.opened;
    const supervisors = await planSupervisors({ database, manifest, folder, grids: final });
    const percent = options.maxRejectsPercent;
    refuseTooMany(supervisors.rejected, { read: supervisors.read, percent });
    const layers = readLayers(manifest, folder);

    const classes = await ClassBook.load(database);
    const units = await UnitBook.load(database);
    const cases = await this.stage(final, { classes, units, box: read.box });
    const report = buildReport({
      manifest,
      read,
      planned,
      faults,
      supervisors,
      classes,
      units,
      cases,
      dryRun: options.dryRun,
    });
    if (!options.dryRun) {
      onProgress("publish", cases.fresh);
      const cityGridId = final.find((grid) => grid.level === 1)?.gridId ?? 0;
      const statements: Statement[] = [
        cityStatement(manifest.city, read.box),
        ...gridStatements(importId, planned),
        ...this.mapStatements(planned, final, layers),
        ...supervisors.statements,
        ...classes.statements(),
        ...units.statements(cityGridId),
        {
          sql: "insert into public.import_reports (import_id, report) values ($1, $2::jsonb)",
          params: [importId, JSON.stringify({ ...report, seconds: round(elapsedSeconds()) })],
        },
      ];
      const isRezoned =
        existing.length > 0 && planned.some((grid) => grid.levelNo >= 2 && grid.change !== "same");
      await publishJob(database, importId, { statements, caseCount: cases.fresh, isRezoned });
    }
    onProgress("done", 0);
    return { ...report, seconds: round(elapsedSeconds()) };
  }

  private refuseMissingLevels(existing: readonly ExistingGrid[]): void {
    if (this.manifest.grids.length === 0) return;
    const listed = new Set(this.manifest.grids.map((grid) => levelNumber(grid.level)));
    const missing = existing.filter((grid) => grid.source_code !== null && !listed.has(grid.level));
    if (missing.length === 0) return;
    const levels = [...new Set(missing.map((grid) => grid.level))].join(", ");
    const { file } = this.request.opened;
    throw new ImportRefused([{ code: "levels_missing", file, params: { levels } }]);
  }

  private async stage(
    final: readonly FinalGrid[],
    books: { classes: ClassBook; units: UnitBook; box: DegreeBox },
  ): Promise<CaseTotals> {
    const { database, nowMs, onProgress, opened } = this.request;
    const { manifest, importId } = this;
    const communities = final.filter((grid) => grid.level === 4);
    if (manifest.cases.length > 0 && communities.length === 0) {
      throw new ImportRefused([{ code: "no_grids", file: opened.file, params: {} }]);
    }
    const [city] = await database.query<{ kx: number }>("select kx from public.city");
    const totals = await stageCases({
      database,
      importId,
      manifest,
      folder: opened.folder,
      grids: makeAssignmentGrids(final),
      ...books,
      kx: city?.kx ?? kxOf(manifest.city.bbox),
      nowMs,
      onProgress: (rows) => onProgress("cases", rows),
    });
    const percent = this.request.options.maxRejectsPercent;
    refuseTooMany(totals.rejected, { read: totals.read, percent });
    return totals;
  }

  private mapStatements(
    planned: readonly PlannedGrid[],
    final: readonly FinalGrid[],
    layers: ReadonlyMap<string, string>,
  ): Statement[] {
    const moved = new Set(
      planned.filter((grid) => grid.change !== "same").map((grid) => grid.levelNo as number),
    );
    const polygons = final.map((grid) => ({ ...grid, levelNo: grid.level }));
    const city = final.find((grid) => grid.level === 1);
    const outline = moved.has(1) ? (city?.polygon ?? null) : null;
    return [...coverageStatements(polygons, moved), ...baseLayerStatements(layers, outline)];
  }
}

function kxOf([, south, , north]: Manifest["city"]["bbox"]): number {
  return scaleOfLatitude((south + north) / 2);
}

function round(seconds: number): number {
  return Math.round(seconds * 10) / 10;
}
