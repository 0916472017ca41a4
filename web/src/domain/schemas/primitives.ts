import { z } from "../zod.ts";

/** Ids of rows; the database counts them as bigint, the wire as JSON numbers (below 2^53). */
export const idSchema = z.number().int();
/** Lattice integers, 1e-7 degree. */
export const latticeSchema = z.number().int();
/** ISO time with zone, as PostgreSQL writes it. */
export const timeSchema = z.string().min(10);
/** A transaction id or snapshot border (xid8): beyond 2^53 one day, so text. */
export const xidSchema = z.union([z.string(), z.number().transform(String)]);
/** `-infinity` and `infinity` are open ends. */
export const openTimeSchema = z
  .string()
  .nullish()
  .transform((time) => (!time || time.endsWith("infinity") ? null : time));

/** A page of rows by cursor. */
export function pageSchema<T extends z.ZodType>(row: T) {
  return z.object({ rows: z.array(row), next_cursor: z.string().nullable() });
}
