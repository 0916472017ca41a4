/** Row triggers would announce every demo case and cost minutes; checks of foreign keys go with them. */
import type { Queryable } from "../../supabase/embedded/database.ts";

/** Tables whose triggers refuse every change. */
const APPEND_ONLY = ["public.case_events"];

export async function withoutTriggers<T>(db: Queryable, run: () => Promise<T>): Promise<T> {
  const { rows } = await db.query<{ super: boolean }>(
    "select rolsuper as super from pg_roles where rolname = current_user",
  );
  return rows[0]?.super ? asReplica(db, run) : asOwner(db, run);
}

async function asReplica<T>(db: Queryable, run: () => Promise<T>): Promise<T> {
  await db.exec("set local session_replication_role = replica");
  const answer = await run();
  await db.exec("set local session_replication_role = origin");
  return answer;
}

/** Without superuser's rights it is slower and just as right: live triggers step aside by their own setting. */
async function asOwner<T>(db: Queryable, run: () => Promise<T>): Promise<T> {
  await db.exec("set local wangge.bulk = 'on'");
  for (const table of APPEND_ONLY) await db.exec(`alter table ${table} disable trigger user`);
  const answer = await run();
  for (const table of APPEND_ONLY) await db.exec(`alter table ${table} enable trigger user`);
  await db.exec("set local wangge.bulk = ''");
  return answer;
}
