import { z } from "../zod.ts";
import { slotHolderSchema } from "./grid.ts";
import { idSchema, openTimeSchema } from "./primitives.ts";

export const SUBSTITUTE_REASONS = ["leave", "vacancy", "training", "other"] as const;
export const ABSENCE_KINDS = ["leave", "sick", "training", "other"] as const;

export const boardSlotSchema = slotHolderSchema.extend({
  slot_id: idSchema.nullable(),
  from: openTimeSchema,
  substitute: z
    .object({
      substitute_id: idSchema,
      person_id: idSchema,
      name: z.string(),
      phone: z.string().nullable(),
      reason: z.string().nullable(),
      from: openTimeSchema,
      to: openTimeSchema,
    })
    .nullable(),
});
export type BoardSlot = z.infer<typeof boardSlotSchema>;

/** A community with its three slots, vacancies included. */
export const boardGridSchema = z.object({
  grid_id: idSchema,
  code: z.string(),
  name: z.string(),
  name_en: z.string(),
  street_id: idSchema.nullable(),
  street_name: z.string().nullable(),
  may_appoint: z.boolean(),
  slots: z.array(boardSlotSchema),
});
export type BoardGrid = z.infer<typeof boardGridSchema>;

export const supervisorBoardSchema = z.object({ grids: z.array(boardGridSchema) });
export type SupervisorBoard = z.infer<typeof supervisorBoardSchema>;
