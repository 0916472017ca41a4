import { type ImportIssue, ImportRefused } from "../../web/src/domain/import/import-issue.ts";
import type { Manifest } from "../../web/src/domain/import/manifest-schema.ts";
import { examinePolygons, stageParents } from "./examine-polygons.ts";
import { findParents } from "./find-parents.ts";
import {
  type FoundFault,
  findTopologyFaults,
  refuseMostlyOutside,
} from "./find-topology-faults.ts";
import type { ImportDatabase } from "./import-database.ts";
import { makeLevels } from "./make-levels.ts";
import type { ReadGrids } from "./read-grids.ts";
import { refuseTooMany } from "./reject-limit.ts";
import { gridIssue, type SourceGrid } from "./source-grid.ts";

type Examination = {
  database: ImportDatabase;
  importId: number;
  city: Manifest["city"];
  manifestFile: string;
  strict: boolean;
  maxRejectsPercent: number;
  onTopology: (count: number) => void;
};

/**
 * Polygons on the lattice: repaired, given their parents and missing levels, looked at for overlaps and gaps. What is
 * refused is taken out of `read`; what is unclean is marked and answered, the largest first.
 */
export async function examineGrids(
  read: ReadGrids,
  examination: Examination,
): Promise<FoundFault[]> {
  const { database, importId, city, strict, maxRejectsPercent: percent } = examination;
  const [, south, , north] = city.bbox;
  const latitude = (south + north) / 2;
  refuseGrids(read, [], percent);
  if (read.grids.length === 0) return [];
  refuseGrids(read, await examinePolygons(database, importId, read.grids), percent);
  refuseGrids(read, await findParents(database, importId, read.grids), percent);
  await makeLevels(database, importId, { grids: read.grids, city });
  await stageParents(database, importId, read.grids);
  examination.onTopology(read.grids.length);
  const { grids } = read;
  const found = await findTopologyFaults({ database, importId, grids, latitude, strict });
  refuseGrids(read, refuseMostlyOutside(found, grids, latitude), percent);
  const kept = new Set(grids.map((grid) => grid.n));
  const faults = found.filter((fault) => fault.grids.every((n) => kept.has(n)));
  if (strict && faults.length > 0) {
    throw new ImportRefused([strictIssue(examination.manifestFile, faults)]);
  }
  markUnclean(grids, faults);
  return faults;
}

/** Takes out what is refused, and what hangs below it; more than the allowed share stops the import. */
function refuseGrids(read: ReadGrids, issues: readonly ImportIssue[], percent: number): void {
  for (const issue of issues) {
    const at = read.grids.findIndex(
      (grid) => grid.file === issue.file && grid.feature === issue.feature,
    );
    const [grid] = at === -1 ? [] : read.grids.splice(at, 1);
    if (!grid) continue;
    read.levels.find((level) => level.level === grid.level)?.rejected.push(issue);
    const orphans = read.grids.filter((each) => each.parentN === grid.n);
    const params = { parent: grid.sourceCode ?? "", level: grid.level };
    const orphaned = orphans.map((each) => gridIssue(each, "parent_missing", params));
    refuseGrids(read, orphaned, percent);
  }
  for (const { rejected, read: count } of read.levels) {
    refuseTooMany(rejected, { read: count, percent });
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

function strictIssue(file: string, faults: readonly FoundFault[]): ImportIssue {
  const count = (kind: FoundFault["kind"]) => faults.filter((fault) => fault.kind === kind).length;
  const params = {
    overlaps: count("overlap"),
    gaps: count("gap"),
    outside: count("outside_parent"),
  };
  return { code: "unclean_strict", file, params };
}
