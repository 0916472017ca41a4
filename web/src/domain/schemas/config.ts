import { z } from "../zod.ts";
import { roleSchema } from "./roles.ts";

/** `/config.json`: what the page must know before anybody signs in. */
export const configSchema = z.object({
  url: z.string(),
  publishableKey: z.string(),
  mode: z.enum(["embedded", "native", "supabase"]),
  demo: z.boolean().default(false),
  city: z.object({ name: z.string(), name_en: z.string().optional() }).nullish(),
  demoAccounts: z
    .array(z.object({ login: z.string(), role: roleSchema, password: z.string() }))
    .optional(),
});
export type AppConfig = z.infer<typeof configSchema>;
