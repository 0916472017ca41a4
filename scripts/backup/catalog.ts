import type { Queryable } from "../../supabase/embedded/database.ts";
import type { SequenceState, TableDescription } from "./manifest.ts";

/** What a city owns. `realtime` and the migration table are made anew by bootstrap and migrations. */
export const SCHEMAS = ["public", "private", "auth", "storage"] as const;

/** Sessions stay behind: after a restore everyone signs in again, and browsers forget what they kept. */
const LEFT_OUT = ["auth.sessions", "auth.refresh_tokens", "auth.flow_state"];

export function quoteIdent(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

export function qualified(item: { schema: string; name: string }): string {
  return `${quoteIdent(item.schema)}.${quoteIdent(item.name)}`;
}

export type TableSize = TableDescription & { pages: number; bytesPerPage: number };

/** Tables with their stored columns; no generated columns, no tables of extensions. */
export async function listTables(db: Queryable): Promise<TableSize[]> {
  // An empty search_path makes format_type write every type with its schema.
  const { rows } = await db.query<TableSize>(
    `select n.nspname as schema, c.relname as name, 0 as rows,
            (pg_relation_size(c.oid) / current_setting('block_size')::bigint)::int as pages,
            (pg_table_size(c.oid)
              / greatest(1, pg_relation_size(c.oid) / current_setting('block_size')::bigint))::int
              as "bytesPerPage",
            (select coalesce(jsonb_agg(jsonb_build_object(
                      'name', a.attname, 'type', format_type(a.atttypid, a.atttypmod))
                      order by a.attnum), '[]')
             from pg_attribute a
             where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
               and a.attgenerated = '') as columns
     from pg_class c
     join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname = any ($1::text[])
       and (n.nspname || '.' || c.relname) <> all ($2::text[])
       and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
     order by n.nspname, c.relname`,
    [SCHEMAS, LEFT_OUT],
  );
  return rows;
}

export async function listSequences(db: Queryable): Promise<SequenceState[]> {
  const { rows } = await db.query<{ schema: string; name: string }>(
    `select n.nspname as schema, c.relname as name
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'S' and n.nspname = any ($1::text[]) order by 1, 2`,
    [SCHEMAS],
  );
  const states: SequenceState[] = [];
  for (const sequence of rows) {
    const { rows: state } = await db.query<Pick<SequenceState, "lastValue" | "isCalled">>(
      `select last_value::text as "lastValue", is_called as "isCalled" from ${qualified(sequence)}`,
    );
    if (state[0]) states.push({ ...sequence, ...state[0] });
  }
  return states;
}
