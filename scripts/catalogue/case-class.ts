/** A row of data/catalogue/case-classes.json. */
import { z } from "../../web/src/domain/zod.ts";

export const caseClassSchema = z.object({
  class_id: z.string(),
  kind: z.enum(["matter", "component"]),
  code: z.string(),
  standard: z.string(),
  legacy_code: z.string().nullable(),
  component_class_id: z.string().nullable(),
  major_code: z.string(),
  major_zh: z.string(),
  major_en: z.string(),
  name_zh: z.string(),
  name_en: z.string(),
  initials: z.string(),
  filing_condition_zh: z.string().nullable(),
  filing_condition_en: z.string().nullable(),
  closing_condition_zh: z.string().nullable(),
  local_extension: z.boolean(),
  urgent: z.boolean(),
  active: z.boolean(),
  limits: z.array(z.object({ condition: z.string(), value: z.number(), unit: z.string() })),
  provenance: z.record(z.string(), z.union([z.string(), z.number()])),
});

export type CaseClass = z.infer<typeof caseClassSchema>;
