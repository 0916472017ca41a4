/** Indexes taken down while a table is filled and put up again after: sorting once is cheaper than inserting. */
import type { Queryable } from "../../supabase/embedded/database.ts";

export async function setIndexesAside(
  db: Queryable,
  tables: readonly string[],
): Promise<() => Promise<void>> {
  const { rows } = await db.query<{ name: string; definition: string }>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
     from pg_index as i
     join pg_class as c on c.oid = i.indrelid
     where c.relnamespace = 'public'::regnamespace and c.relname = any (string_to_array($1, ','))
       and not exists (select 1 from pg_constraint as k where k.conindid = i.indexrelid)
     order by 1`,
    [tables.join(",")],
  );
  for (const { name } of rows) await db.exec(`drop index ${name}`);
  return async () => {
    for (const { definition } of rows) await db.exec(definition);
  };
}
