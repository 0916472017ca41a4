import { z } from "../zod.ts";
import { gridLevelKeys } from "./manifest-schema.ts";

const issueTextSchema = z.object({ zh: z.string(), en: z.string() });

/** A refused or remarkable row or feature, as people are shown it. */
export const reportedIssueSchema = z.object({
  code: z.string(),
  file: z.string(),
  row: z.number().optional(),
  feature: z.number().optional(),
  id: z.string().optional(),
  text: issueTextSchema,
});

/** A place where the polygons are no clean coverage; x, y on the lattice, to be shown on the map. */
export const topologyFaultSchema = z.object({
  kind: z.enum(["overlap", "gap", "outside_parent"]),
  level: z.enum(gridLevelKeys),
  codes: z.array(z.string()),
  source_codes: z.array(z.string()),
  area_m2: z.number(),
  x: z.number(),
  y: z.number(),
});

const gridCountSchema = z.object({
  read: z.number(),
  kept: z.number(),
  /** Made by the importer because the source has no such level. */
  made: z.number(),
  new: z.number(),
  changed: z.number(),
  same: z.number(),
  repaired: z.number(),
  rejected: z.array(reportedIssueSchema),
  warnings: z.array(reportedIssueSchema),
});

const expectationSchema = z.object({
  rows: z.number(),
  agree: z.number(),
  share: z.number(),
  /** Would agree too, but no grid covers the point: the nearest one was taken. */
  nearest_agree: z.number(),
});

export const importReportSchema = z.object({
  city: z.object({ code: z.string(), name: z.string() }),
  dry_run: z.boolean(),
  grids: z.partialRecord(z.enum(gridLevelKeys), gridCountSchema),
  topology: z.object({
    overlaps: z.number(),
    gaps: z.number(),
    outside_parent: z.number(),
    unclean_grids: z.number(),
    worst: z.array(topologyFaultSchema),
  }),
  supervisors: z.object({ placeholders: z.number(), named: z.number() }),
  classes: z.array(z.object({ class_id: z.string(), name: z.string(), cases: z.number() })),
  units: z.array(z.object({ code: z.string(), name: z.string(), cases: z.number() })),
  cases: z.object({
    read: z.number(),
    kept: z.number(),
    /** Kept and not there before; the others were imported earlier. */
    new: z.number(),
    rejected: z.number(),
    rejects: z.record(z.string(), z.number()),
    rejected_rows: z.array(reportedIssueSchema),
    warnings: z.array(reportedIssueSchema),
    assigned: z.number(),
    nearest: z.number(),
    unassigned: z.number(),
    candidates: z.number(),
    expect: z.partialRecord(z.enum(gridLevelKeys), expectationSchema),
  }),
  seconds: z.number(),
});

export type ImportReport = z.infer<typeof importReportSchema>;
export type ReportedIssue = z.infer<typeof reportedIssueSchema>;
export type TopologyFault = z.infer<typeof topologyFaultSchema>;
export type GridCount = z.infer<typeof gridCountSchema>;

/** `import_report_latest`. */
export const latestImportSchema = z
  .object({ import_id: z.number(), at: z.string(), report: importReportSchema })
  .nullable();
