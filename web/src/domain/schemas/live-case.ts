import { z } from "../zod.ts";
import type { CaseRow } from "./case.ts";
import { caseStateSchema } from "./case.ts";
import { idSchema, latticeSchema, timeSchema, xidSchema } from "./primitives.ts";

/** The payload of the realtime event `case`: enough to draw, nothing personal. */
export const liveCaseSchema = z.object({
  kind: z.string(),
  case_id: idSchema,
  case_no: z.string(),
  state: caseStateSchema,
  stage_version: z.number().int(),
  x: latticeSchema,
  y: latticeSchema,
  class_id: z.string().nullable(),
  urgent: z.boolean(),
  deadline_at: timeSchema.nullable(),
  reported_at: timeSchema,
  on_account: z.boolean(),
  suspended: z.boolean(),
  unit_id: idSchema.nullable(),
  street_id: idSchema.nullable(),
  community_id: idSchema.nullable(),
  district_id: idSchema.nullable(),
  unassigned: z.boolean(),
  xid: xidSchema,
});
export type LiveCase = z.infer<typeof liveCaseSchema>;

/** A row of the catch-up as the live message it stands for. */
export function toLiveCase(row: CaseRow): LiveCase {
  return {
    kind: "caught_up",
    case_id: row.case_id,
    case_no: row.case_no,
    state: row.state,
    stage_version: row.stage_version,
    x: row.x,
    y: row.y,
    class_id: row.class_id,
    urgent: row.urgent,
    deadline_at: row.deadline_at,
    reported_at: row.reported_at,
    on_account: row.on_account,
    suspended: row.suspended,
    unit_id: row.unit_id,
    street_id: row.street_id,
    community_id: row.community_id,
    district_id: row.district_id,
    unassigned: row.assign_method === "unassigned",
    xid: row.xid,
  };
}
