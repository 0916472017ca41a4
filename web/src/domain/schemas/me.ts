import { z } from "../zod.ts";
import { idSchema, latticeSchema, timeSchema } from "./primitives.ts";
import { roleSchema } from "./roles.ts";

export const citySchema = z.object({
  code: z.string(),
  name: z.string(),
  name_en: z.string(),
  timezone: z.string(),
  bbox: z.tuple([latticeSchema, latticeSchema, latticeSchema, latticeSchema]),
  kx: z.number(),
  is_demo: z.boolean(),
  grid_id: idSchema,
});
export type City = z.infer<typeof citySchema>;

export const meSchema = z.object({
  person_id: idSchema,
  name: z.string(),
  login: z.string(),
  must_change_password: z.boolean(),
  roles: z.array(
    z.object({
      role: roleSchema,
      grid_id: idSchema.nullable(),
      grid_name: z.string().nullable(),
      unit_id: idSchema.nullable(),
      unit_name: z.string().nullable(),
    }),
  ),
  home: z.string().nullable(),
  /** Open list: a newer server may know more than this client. */
  capabilities: z.array(z.string()),
  /** Null until the first password is changed or when the city has no geometry yet. */
  city: citySchema.nullable(),
  centre_phone: z.string().nullable(),
  topics: z.array(z.string()),
  server_now: timeSchema,
});
export type Me = z.infer<typeof meSchema>;
