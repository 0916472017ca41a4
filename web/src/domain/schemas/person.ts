import { z } from "../zod.ts";
import { idSchema, openTimeSchema, pageSchema } from "./primitives.ts";
import { roleSchema } from "./roles.ts";

export const SOURCE_TYPES = ["staff", "coordinator", "militia", "part_time", "enterprise"] as const;
export const sourceTypeSchema = z.enum(SOURCE_TYPES);

export const postSchema = z.object({
  membership_id: idSchema,
  role: roleSchema,
  grid_id: idSchema.nullable(),
  grid_name: z.string().nullable(),
  unit_id: idSchema.nullable(),
  unit_name: z.string().nullable(),
  from: openTimeSchema,
  to: openTimeSchema,
});
export type Post = z.infer<typeof postSchema>;

export const personSchema = z.object({
  person_id: idSchema,
  name: z.string(),
  phone: z.string().nullable(),
  source_type: sourceTypeSchema,
  unit_id: idSchema.nullable(),
  unit_name: z.string().nullable(),
  grid_id: idSchema.nullable(),
  grid_name: z.string().nullable(),
  active: z.boolean(),
  login: z.string().nullable(),
  account_active: z.boolean().nullable(),
  posts: z.array(postSchema),
  slots: z.array(
    z.object({
      slot_id: idSchema,
      grid_id: idSchema,
      grid_name: z.string(),
      slot: z.number().int(),
      from: openTimeSchema,
      to: openTimeSchema,
    }),
  ),
  deputies: z.array(
    z.object({
      deputy_row_id: idSchema,
      deputy_id: idSchema,
      name: z.string(),
      rank: z.enum(["A", "B"]),
      from: openTimeSchema,
      to: openTimeSchema,
    }),
  ),
});
export type Person = z.infer<typeof personSchema>;
/** Posts without those of a supervisor that a slot of the same community already says. */
export function postsBesideSlots({ posts, slots }: Person): readonly Post[] {
  return posts.filter(
    ({ role, grid_id }) => role !== "supervisor" || !slots.some((slot) => slot.grid_id === grid_id),
  );
}

export const peoplePageSchema = pageSchema(personSchema);
export type PeoplePage = z.infer<typeof peoplePageSchema>;

export const peopleFilterSchema = z.object({
  text: z.string().optional(),
  grid_id: idSchema.optional(),
  unit_id: idSchema.optional(),
  role: roleSchema.optional(),
  active: z.boolean().optional(),
});
export type PeopleFilter = z.infer<typeof peopleFilterSchema>;

/** Shown once and kept nowhere. */
export const oneTimePasswordSchema = z.object({
  login: z.string(),
  one_time_password: z.string(),
});
export type OneTimePassword = z.infer<typeof oneTimePasswordSchema>;
