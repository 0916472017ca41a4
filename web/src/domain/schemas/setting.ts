import { z } from "../zod.ts";
import { openTimeSchema } from "./primitives.ts";

/** One version of one setting; the newest that has begun is in force. */
export const settingSchema = z.object({
  key: z.string(),
  value: z.unknown(),
  valid_from: openTimeSchema,
  set_by_name: z.string().nullable(),
  set_at: openTimeSchema,
  reason: z.string().nullable(),
});
export type Setting = z.infer<typeof settingSchema>;
export const settingsSchema = z.array(settingSchema);
