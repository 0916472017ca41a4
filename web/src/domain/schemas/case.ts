import { z } from "../zod.ts";
import { assignMethodSchema, assignmentWhySchema, chainSchema } from "./grid.ts";
import { idSchema, latticeSchema, pageSchema, timeSchema, xidSchema } from "./primitives.ts";

export const CASE_STATES = [
  "reported",
  "verifying",
  "filed",
  "dispatched",
  "handling",
  "feedback_submitted",
  "checking",
  "checked",
  "written_off",
  "force_closed",
  "self_handled",
  "rejected",
  "void",
  "transferred",
] as const;
export const caseStateSchema = z.enum(CASE_STATES);
export type CaseState = z.infer<typeof caseStateSchema>;

export const CASE_SOURCES = [
  "supervisor",
  "video",
  "patrol",
  "hotline",
  "letter",
  "visit",
  "media",
  "transferred",
  "wechat",
  "sensor",
  "imported",
] as const;
export const caseSourceSchema = z.enum(CASE_SOURCES);
export type CaseSource = z.infer<typeof caseSourceSchema>;

export const caseRowSchema = z.object({
  case_id: idSchema,
  case_no: z.string(),
  state: caseStateSchema,
  stage_version: z.number().int(),
  class_id: z.string().nullable(),
  class_name: z.string().nullable(),
  class_name_en: z.string().nullable(),
  condition: z.string().nullable(),
  source: caseSourceSchema,
  urgent: z.boolean(),
  x: latticeSchema,
  y: latticeSchema,
  address: z.string(),
  description: z.string(),
  reported_at: timeSchema,
  deadline_at: timeSchema.nullable(),
  closed_at: timeSchema.nullable(),
  on_account: z.boolean(),
  suspended: z.boolean(),
  round: z.number().int(),
  failures: z.number().int(),
  unit_id: idSchema.nullable(),
  unit_name: z.string().nullable(),
  unit_grid_id: idSchema.nullable(),
  community_id: idSchema.nullable(),
  street_id: idSchema.nullable(),
  district_id: idSchema.nullable(),
  assign_method: assignMethodSchema,
  border_distance_m: z.number().nullable(),
  xid: xidSchema,
});
export type CaseRow = z.infer<typeof caseRowSchema>;

export const casesPageSchema = pageSchema(caseRowSchema);
export type CasesPage = z.infer<typeof casesPageSchema>;

const numbers = z.array(z.number());
const numbersOrNull = z.array(z.number().nullable());
/** Points as columns; `flags` bits: 1 urgent, 2 on account, 4 suspended, 8 unassigned. Times in epoch seconds. */
export const casesPointsSchema = z.object({
  count: z.number().int(),
  truncated: z.boolean(),
  as_of_xid: xidSchema,
  columns: z.object({
    case_id: numbers,
    x: numbers,
    y: numbers,
    state: z.array(z.string()),
    class_id: z.array(z.string().nullable()),
    deadline: numbersOrNull,
    reported: numbers,
    flags: numbers,
    street: numbersOrNull,
    community: numbersOrNull,
    unit_id: numbersOrNull,
  }),
});
export type CasesPoints = z.infer<typeof casesPointsSchema>;

export const caseEventSchema = z.object({
  event_id: idSchema,
  at: timeSchema,
  kind: z.string(),
  actor_role: z.string(),
  actor_name: z.string().nullable(),
  imported: z.boolean(),
  data: z.record(z.string(), z.unknown()),
});
export type CaseEvent = z.infer<typeof caseEventSchema>;

export const caseDetailSchema = z.object({
  case: caseRowSchema,
  where: z.object({
    raw_x: z.number(),
    raw_y: z.number(),
    raw_crs: z.string(),
    accuracy_m: z.number().nullable(),
    crs_suspect: z.unknown(),
  }),
  chain: chainSchema,
  reported_chain: z.array(
    z.object({
      grid_id: idSchema,
      level: z.number().int(),
      name: z.string(),
      code: z.string(),
    }),
  ),
  supervisors: z
    .array(
      z.object({
        slot: z.number().int(),
        name: z.string().nullable(),
        phone: z.string().nullable(),
        vacant: z.boolean(),
      }),
    )
    .nullable(),
  why: assignmentWhySchema,
  events: z.array(caseEventSchema),
  asset: z.unknown(),
});
export type CaseDetail = z.infer<typeof caseDetailSchema>;

export const casesChangesSchema = z.object({
  next_since: xidSchema,
  rows: z.array(caseRowSchema),
  more: z.boolean(),
  /** One transaction wrote more than a page: reading everything again is cheaper than paging. */
  reload: z.boolean().default(false),
});
export type CasesChanges = z.infer<typeof casesChangesSchema>;

export const caseReporterSchema = z.object({
  reporters: z.array(
    z.object({ name: z.string(), phone: z.string(), wants_callback: z.boolean() }),
  ),
});

/** What may be asked of a list of cases; every key is optional. */
export const caseFilterSchema = z.object({
  state: z.array(caseStateSchema).optional(),
  open: z.boolean().optional(),
  grid_id: idSchema.optional(),
  unit_id: idSchema.optional(),
  class_id: z.string().optional(),
  class_major: z.string().optional(),
  source: z.array(caseSourceSchema).optional(),
  overdue: z.boolean().optional(),
  on_account: z.boolean().optional(),
  urgent: z.boolean().optional(),
  assign: z.array(assignMethodSchema).optional(),
  bbox: z.tuple([latticeSchema, latticeSchema, latticeSchema, latticeSchema]).optional(),
  text: z.string().optional(),
  since: z.string().optional(),
  until: z.string().optional(),
  sort: z.enum(["newest", "deadline"]).optional(),
});
export type CaseFilter = z.infer<typeof caseFilterSchema>;

/** What a report says; coordinates are lattice integers, `raw` is what was given. */
export const caseReportSchema = z.object({
  class_id: z.string(),
  condition: z.string().optional(),
  source: caseSourceSchema,
  description: z.string(),
  address: z.string().optional(),
  x: latticeSchema,
  y: latticeSchema,
  accuracy_m: z.number().nullable().optional(),
  raw: z.object({
    x: z.number(),
    y: z.number(),
    crs: z.enum(["WGS84", "CGCS2000", "GCJ02", "BD09"]),
  }),
  reported_at: timeSchema.optional(),
  urgent: z.boolean().optional(),
  crs_suspect: z.unknown().optional(),
  reporter: z
    .object({ name: z.string(), phone: z.string(), wants_callback: z.boolean() })
    .optional(),
  asset_id: idSchema.optional(),
});
export type CaseReport = z.infer<typeof caseReportSchema>;
