import { z } from "../zod.ts";

export const caseClassSchema = z.object({
  class_id: z.string(),
  kind: z.string(),
  code: z.string(),
  major_code: z.string(),
  major_zh: z.string(),
  major_en: z.string(),
  name_zh: z.string(),
  name_en: z.string(),
  initials: z.string(),
  urgent: z.boolean(),
  local_extension: z.boolean(),
  filing_condition_zh: z.string().nullable(),
  filing_condition_en: z.string().nullable(),
});
export type CaseClass = z.infer<typeof caseClassSchema>;
export const caseClassesSchema = z.array(caseClassSchema);
