import { readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { type ImportIssue, ImportRefused } from "../../web/src/domain/import/import-issue.ts";
import type { ImportReport } from "../../web/src/domain/import/import-report.ts";
import type { DegreeBox } from "../../web/src/domain/import/locate-coordinate.ts";
import { levelNumber, type Manifest } from "../../web/src/domain/import/manifest-schema.ts";
import { parseManifest } from "../../web/src/domain/import/parse-manifest.ts";
import { scaleOfLatitude } from "../../web/src/domain/lattice/scaled-distance.ts";
import { type FinalGrid, finalGrids, makeAssignmentGrids } from "./assignment-grids.ts";
import { buildReport } from "./build-report.ts";
import { examinePolygons, stagePolygons } from "./examine-polygons.ts";
import { type ExistingGrid, loadCity, loadGrids } from "./existing-city.ts";
import { findParents } from "./find-parents.ts";
import {
  type FoundFault,
  findTopologyFaults,
  refuseMostlyOutside,
} from "./find-topology-faults.ts";
import { ClassBook, UnitBook } from "./foreign-names.ts";
import type { ImportDatabase, Statement } from "./import-database.ts";
import { dropJob, publishJob, startJob, withHeartbeat } from "./import-job.ts";
import { makeLevels } from "./make-levels.ts";
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
import { gridIssue, type SourceGrid } from "./source-grid.ts";
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

export const defaultMaxRejectsPercent = 1;

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
  for (const each of files) checkSize(join(folder, each), each);
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
  private readonly latitude: number;

  constructor(request: ImportRequest, importId: number) {
    this.request = request;
    this.manifest = request.opened.manifest;
    this.importId = importId;
    const [, south, , north] = this.manifest.city.bbox;
    this.latitude = (south + north) / 2;
  }

  async run(read: ReadGrids): Promise<ImportReport> {
    const { database, onProgress, options, elapsedSeconds } = this.request;
    const { manifest, importId } = this;
    const existing = await loadGrids(database);
    this.refuseMissingLevels(existing);
    const faults = await this.examine(read);
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
    this.refuseTooMany(supervisors.rejected, supervisors.read);
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
      await publishJob(database, importId, statements, cases.fresh);
    }
    onProgress("done", 0);
    return { ...report, seconds: round(elapsedSeconds()) };
  }

  /** Polygons on the lattice: repaired, given their parents and missing levels, looked at for overlaps and gaps. */
  private async examine(read: ReadGrids): Promise<FoundFault[]> {
    const { database, onProgress, options } = this.request;
    const { importId, latitude, manifest } = this;
    if (read.grids.length === 0) {
      this.refuseGrids(read, []);
      return [];
    }
    onProgress("examine", read.grids.length);
    this.refuseGrids(read, await examinePolygons(database, importId, read.grids));
    this.refuseGrids(read, await findParents(database, importId, read.grids));
    await makeLevels(database, importId, { grids: read.grids, city: manifest.city });
    await stagePolygons(database, importId, read.grids);
    onProgress("topology", read.grids.length);
    const found = await findTopologyFaults({
      database,
      importId,
      grids: read.grids,
      latitude,
      strict: options.strict,
    });
    this.refuseGrids(read, refuseMostlyOutside(found, read.grids, latitude));
    const kept = new Set(read.grids.map((grid) => grid.n));
    const faults = found.filter((fault) => fault.grids.every((n) => kept.has(n)));
    if (options.strict && faults.length > 0) throw new ImportRefused([strictIssue(faults)]);
    markUnclean(read.grids, faults);
    return faults;
  }

  /** Takes out what is refused, and what hangs below it; more than the allowed share stops the import. */
  private refuseGrids(read: ReadGrids, issues: readonly ImportIssue[]): void {
    for (const issue of issues) {
      const at = read.grids.findIndex(
        (grid) => grid.file === issue.file && grid.feature === issue.feature,
      );
      const [grid] = at === -1 ? [] : read.grids.splice(at, 1);
      if (!grid) continue;
      read.levels.find((level) => level.level === grid.level)?.rejected.push(issue);
      const orphans = read.grids.filter((each) => each.parentN === grid.n);
      const params = { parent: grid.sourceCode ?? "", level: grid.level };
      this.refuseGrids(
        read,
        orphans.map((each) => gridIssue(each, "parent_missing", params)),
      );
    }
    for (const level of read.levels) this.refuseTooMany(level.rejected, level.read);
  }

  private refuseTooMany(rejected: readonly ImportIssue[], read: number): void {
    const allowed = this.request.options.maxRejectsPercent;
    if (rejected.length === 0 || rejected.length * 100 <= allowed * read) return;
    const [first] = rejected;
    const params = { rejected: rejected.length, read, percent: allowed };
    throw new ImportRefused([
      { code: "too_many_rejects", file: first?.file ?? "", params },
      ...rejected,
    ]);
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
      kx: city?.kx ?? scaleOfLatitude(this.latitude),
      nowMs,
      onProgress: (rows) => onProgress("cases", rows),
    });
    this.refuseTooMany(totals.rejected, totals.read);
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

/** Overlapping a sibling or reaching out of the parent; a gap is nobody's. */
function markUnclean(grids: readonly SourceGrid[], faults: readonly FoundFault[]): void {
  const unclean = new Set(
    faults.flatMap((fault) => {
      if (fault.kind === "gap") return [];
      return fault.kind === "overlap" ? fault.grids : fault.grids.slice(0, 1);
    }),
  );
  for (const grid of grids) grid.unclean = unclean.has(grid.n);
}

function strictIssue(faults: readonly FoundFault[]): ImportIssue {
  const count = (kind: FoundFault["kind"]) => faults.filter((fault) => fault.kind === kind).length;
  const params = {
    overlaps: count("overlap"),
    gaps: count("gap"),
    outside: count("outside_parent"),
  };
  return { code: "unclean_strict", file: "", params };
}

function round(seconds: number): number {
  return Math.round(seconds * 10) / 10;
}
