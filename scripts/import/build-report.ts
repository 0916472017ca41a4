import {
  formatIssue,
  type ImportIssue,
  issueGroup,
} from "../../web/src/domain/import/import-issue.ts";
import type {
  GridCount,
  ImportReport,
  ReportedIssue,
  TopologyFault,
} from "../../web/src/domain/import/import-report.ts";
import { gridLevelKeys, type Manifest } from "../../web/src/domain/import/manifest-schema.ts";
import type { FoundFault } from "./find-topology-faults.ts";
import type { ClassBook, UnitBook } from "./foreign-names.ts";
import type { PlannedGrid } from "./plan-grids.ts";
import type { PlannedSupervisors } from "./plan-supervisors.ts";
import type { ReadGrids } from "./read-grids.ts";
import type { CaseTotals } from "./stage-cases.ts";

const listedFaults = 50;
const listedRows = 100;

type Parts = {
  manifest: Manifest;
  read: ReadGrids;
  planned: readonly PlannedGrid[];
  faults: readonly FoundFault[];
  supervisors: PlannedSupervisors;
  classes: ClassBook;
  units: UnitBook;
  cases: CaseTotals;
  dryRun: boolean;
};

/** What the import says of itself; without the seconds, which are not over yet. */
export function buildReport(parts: Parts): Omit<ImportReport, "seconds"> {
  const { manifest, planned, faults, supervisors, classes, units, dryRun } = parts;
  const count = (kind: FoundFault["kind"]) => faults.filter((fault) => fault.kind === kind).length;
  return {
    city: { code: manifest.city.code, name: manifest.city.name },
    dry_run: dryRun,
    grids: gridCounts(parts),
    topology: {
      overlaps: count("overlap"),
      gaps: count("gap"),
      outside_parent: count("outside_parent"),
      unclean_grids: planned.filter((grid) => grid.unclean).length,
      worst: faults.slice(0, listedFaults).map((fault) => toReported(fault, planned)),
    },
    supervisors: { placeholders: supervisors.placeholders, named: supervisors.named },
    classes: classes
      .local()
      .map((each) => ({ class_id: each.classId, name: each.name, cases: each.cases })),
    units: units.all().map((each) => ({ code: each.code, name: each.name, cases: each.cases })),
    cases: caseCounts(parts.cases),
  };
}

function gridCounts({ read, planned }: Parts): ImportReport["grids"] {
  const counts: ImportReport["grids"] = {};
  for (const level of gridLevelKeys) {
    const source = read.levels.find((each) => each.level === level);
    const kept = planned.filter((grid) => grid.level === level);
    if (!source && kept.length === 0) continue;
    const changed = (change: PlannedGrid["change"]) =>
      kept.filter((grid) => grid.change === change).length;
    const entry: GridCount = {
      read: source?.read ?? 0,
      kept: kept.length,
      made: kept.filter((grid) => grid.feature === 0).length,
      new: changed("new"),
      changed: changed("changed"),
      same: changed("same"),
      repaired: kept.filter((grid) => grid.repaired).length,
      rejected: (source?.rejected ?? []).map(toReportedIssue),
      warnings: keptWarnings(source).slice(0, listedRows).map(toReportedIssue),
    };
    counts[level] = entry;
  }
  return counts;
}

/** What was refused later needs no warning. */
function keptWarnings(source: ReadGrids["levels"][number] | undefined): ImportIssue[] {
  const refused = new Set(source?.rejected.map((issue) => issue.feature));
  return (source?.warnings ?? []).filter((issue) => !refused.has(issue.feature));
}

function toReported(fault: FoundFault, planned: readonly PlannedGrid[]): TopologyFault {
  const grids = fault.grids.flatMap((n) => planned.find((grid) => grid.n === n) ?? []);
  return {
    kind: fault.kind,
    level: fault.level,
    codes: grids.map((grid) => grid.code),
    source_codes: grids.map((grid) => grid.sourceCode ?? ""),
    area_m2: fault.area_m2,
    x: fault.x,
    y: fault.y,
  };
}

function caseCounts(totals: CaseTotals): ImportReport["cases"] {
  const rejects: Record<string, number> = {};
  for (const issue of totals.rejected) {
    const group = issueGroup(issue.code);
    rejects[group] = (rejects[group] ?? 0) + 1;
  }
  return {
    read: totals.read,
    kept: totals.kept,
    new: totals.fresh,
    rejected: totals.rejected.length,
    rejects,
    rejected_rows: totals.rejected.slice(0, listedRows).map(toReportedIssue),
    warnings: totals.warnings.slice(0, listedRows).map(toReportedIssue),
    assigned: totals.assigned,
    nearest: totals.nearest,
    unassigned: totals.unassigned,
    candidates: totals.candidates,
    expect: Object.fromEntries([...totals.expect].map(([level, found]) => [level, found.result()])),
  };
}

export function toReportedIssue(issue: ImportIssue): ReportedIssue {
  const { code, file, row, feature, id } = issue;
  return {
    code,
    file,
    ...(row === undefined ? {} : { row }),
    ...(feature === undefined ? {} : { feature }),
    ...(id === undefined ? {} : { id }),
    text: formatIssue(issue),
  };
}
