import { z } from "../domain/zod.ts";
import { supabase } from "./client.ts";
import { toAppError } from "./to-app-error.ts";

const coverageDigestSchema = z.array(z.object({ digest: z.string() }));
const baseDigestsSchema = z.array(z.object({ name: z.string(), digest: z.string() }));

/** The digest of a level's borders as they stand; a few bytes that spare a megabyte. */
export async function fetchCoverageDigest(level: number): Promise<string> {
  const { data, error, status } = await supabase()
    .from("grid_coverages")
    .select("digest")
    .eq("level", level);
  if (error) throw toAppError(error, status);
  return coverageDigestSchema.parse(data)[0]?.digest ?? "none";
}

export async function fetchBaseDigest(): Promise<string> {
  const { data, error, status } = await supabase()
    .from("base_layers")
    .select("name,digest")
    .order("name");
  if (error) throw toAppError(error, status);
  return baseDigestsSchema
    .parse(data)
    .map(({ name, digest }) => `${name}:${digest}`)
    .join(" ");
}
