import { readFileSync } from "node:fs";
import { getAuthSchemaSql, getStorageSchemaSql } from "@supabase/lite";
import type { Database } from "./database.ts";

const bootstrapSql = readFileSync(new URL("./bootstrap.sql", import.meta.url), "utf8");

/** Columns of GoTrue that @supabase/lite lacks, so that one insert makes an account on both. */
const gotrueColumns = `
  alter table auth.users add column if not exists instance_id uuid;
  alter table auth.users add column if not exists is_super_admin boolean;
  alter table auth.users alter column id set default gen_random_uuid();
  alter table auth.identities alter column id set default gen_random_uuid();
  create unique index if not exists refresh_tokens_token_unique on auth.refresh_tokens (token);
`;

/** The service keeps row level security on for its own tables; the API roles reach them through it. */
const storageGrants = `
  grant all on storage.objects, storage.buckets to anon, authenticated, service_role;
  grant execute on all functions in schema storage to anon, authenticated, service_role;
`;

/** Makes what Supabase brings along; adds only, so it runs at every start. */
export async function bootstrap(database: Database): Promise<void> {
  await database.transaction(async (tx) => {
    // Two servers starting on one native database take turns.
    await tx.query("select pg_advisory_xact_lock(hashtext('wangge bootstrap'))");
    await tx.exec(bootstrapSql);
    await tx.exec(getAuthSchemaSql());
    await tx.exec(gotrueColumns);
    await tx.exec(getStorageSchemaSql());
    await tx.exec(storageGrants);
  });
}
