import { z } from "../zod.ts";
import { idSchema } from "./primitives.ts";

export const UNIT_KINDS = [
  "city_centre",
  "district_centre",
  "street_office",
  "community_office",
  "department",
  "squad",
  "mobile_squad",
  "company",
  "enterprise",
] as const;

export const unitSchema = z.object({
  unit_id: idSchema,
  parent_unit_id: idSchema.nullable(),
  kind: z.enum(UNIT_KINDS),
  code: z.string(),
  name: z.string(),
  name_en: z.string(),
  area_grid_id: idSchema.nullable(),
  phone: z.string().nullable(),
  active: z.boolean(),
});
export type Unit = z.infer<typeof unitSchema>;
export const unitsSchema = z.array(unitSchema);
