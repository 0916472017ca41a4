import { z } from "../zod.ts";
import { idSchema } from "./primitives.ts";

export const searchAnswerSchema = z.object({
  grids: z.array(
    z.object({
      grid_id: idSchema,
      level: z.number().int(),
      name: z.string(),
      name_en: z.string(),
      code: z.string(),
      parent_name: z.string().nullable(),
    }),
  ),
  cases: z.array(
    z.object({
      case_id: idSchema,
      case_no: z.string(),
      class_name: z.string().nullable(),
      class_name_en: z.string().nullable(),
      state: z.string(),
      address: z.string(),
    }),
  ),
  people: z.array(
    z.object({ person_id: idSchema, name: z.string(), unit_name: z.string().nullable() }),
  ),
  places: z.array(z.unknown()),
});
export type SearchAnswer = z.infer<typeof searchAnswerSchema>;
