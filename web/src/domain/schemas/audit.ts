import { z } from "../zod.ts";
import { idSchema, pageSchema, timeSchema } from "./primitives.ts";

export const auditEntrySchema = z.object({
  audit_id: idSchema,
  at: timeSchema,
  actor_name: z.string().nullable(),
  actor_role: z.string().nullable(),
  action: z.string(),
  target: z.string(),
  detail: z.record(z.string(), z.unknown()),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;
export const auditPageSchema = pageSchema(auditEntrySchema);
export type AuditPage = z.infer<typeof auditPageSchema>;

export const auditFilterSchema = z.object({
  text: z.string().optional(),
  action: z.string().optional(),
  person_id: idSchema.optional(),
  since: z.string().optional(),
  until: z.string().optional(),
});
export type AuditFilter = z.infer<typeof auditFilterSchema>;
