import type { Queryable } from "../../supabase/embedded/database.ts";
import { listTables, qualified, quoteIdent, SCHEMAS } from "./catalog.ts";
import { type BackupManifest, tableFolder } from "./manifest.ts";
import { BackupRefused } from "./read-backup.ts";
import type { TarMember } from "./tar.ts";

type Table = { schema: string; name: string };
type ForeignKey = Table & { constraint: string; definition: string };

/** Text of one insert: large enough to be quick, small enough for the embedded database's memory. */
const BATCH_CHARACTERS = 2 * 1024 * 1024;

export type TableLoader = {
  /** One member of the file; members that are no rows are ignored. */
  load(member: TarMember): Promise<void>;
  /** Foreign keys, triggers and sequences; counts must be those of the manifest. */
  finish(): Promise<{ rows: number }>;
};

/**
 * Loads rows into tables that exist, inside the caller's transaction. Foreign keys are taken off and put back,
 * which checks every one of them; nothing here needs a superuser.
 */
export async function makeTableLoader(
  tx: Queryable,
  manifest: BackupManifest,
): Promise<TableLoader> {
  await tx.exec("set local search_path = ''; set constraints all immediate;");
  const tables = await listTables(tx);
  const foreignKeys = await takeOffForeignKeys(tx);
  for (const table of tables) {
    await tx.exec(`alter table ${qualified(table)} disable trigger user`);
  }
  await tx.exec(`truncate ${tables.map(qualified).join(", ")}`);
  const inserts = new Map(
    manifest.tables.map((table) => [tableFolder(table), insertStatement(table, tables)]),
  );
  const counted = new Map<string, number>();

  return {
    async load({ name, body }) {
      const folder = name.slice(0, name.lastIndexOf("/") + 1);
      const insert = inserts.get(folder);
      if (!insert) return;
      const lines = body.toString("utf8").split("\n").slice(0, -1);
      for (const batch of batches(lines)) await tx.query(insert, [`[${batch.join(",")}]`]);
      counted.set(folder, (counted.get(folder) ?? 0) + lines.length);
    },
    async finish() {
      for (const table of manifest.tables) {
        const found = counted.get(tableFolder(table)) ?? 0;
        if (found === table.rows) continue;
        throw new BackupRefused(
          `备份中 ${table.name} 应有 ${table.rows} 行，实有 ${found} 行。The backup lists ${table.rows} rows of ${table.name} and holds ${found}.`,
        );
      }
      await putBackForeignKeys(tx, foreignKeys);
      for (const table of tables) {
        await tx.exec(`alter table ${qualified(table)} enable trigger user`);
      }
      for (const sequence of manifest.sequences) {
        await tx.query("select setval($1::regclass, $2::bigint, $3::boolean)", [
          qualified(sequence),
          sequence.lastValue,
          sequence.isCalled,
        ]);
      }
      return { rows: [...counted.values()].reduce((sum, count) => sum + count, 0) };
    },
  };
}

function* batches(lines: readonly string[]): Generator<string[]> {
  let batch: string[] = [];
  let characters = 0;
  for (const line of lines) {
    batch.push(line);
    characters += line.length;
    if (characters < BATCH_CHARACTERS) continue;
    yield batch;
    batch = [];
    characters = 0;
  }
  if (batch.length > 0) yield batch;
}

/** Every value arrives as the text that its type writes, and is read back by the type. */
function insertStatement(
  table: BackupManifest["tables"][number],
  present: readonly BackupManifest["tables"][number][],
): string {
  const target = present.find(({ schema, name }) => schema === table.schema && name === table.name);
  if (!target) {
    throw new BackupRefused(
      `备份中的表 ${table.schema}.${table.name} 在本版本中不存在。The backup holds a table ${table.schema}.${table.name} that this release does not know.`,
    );
  }
  const columns = table.columns.flatMap((column, index) => {
    const known = target.columns.find(({ name }) => name === column.name);
    return known ? [{ name: known.name, value: valueExpression(known.type, index) }] : [];
  });
  const names = columns.map(({ name }) => quoteIdent(name)).join(", ");
  const values = columns.map(({ value }) => value).join(", ");
  return `insert into ${qualified(table)} (${names}) overriding system value
          select ${values} from json_array_elements($1::json) as r (line)`;
}

/**
 * Transaction numbers belong to the database they were drawn in: another one starts again from low numbers, and
 * what a client asks for as "changed since" must be of its own counting.
 */
function valueExpression(type: string, index: number): string {
  if (type === "xid8") {
    return `case when line->>${index} is not null then pg_catalog.pg_current_xact_id() end`;
  }
  return `(line->>${index})::${type}`;
}

async function takeOffForeignKeys(tx: Queryable): Promise<ForeignKey[]> {
  const { rows } = await tx.query<ForeignKey>(
    `select n.nspname as schema, c.relname as name, o.conname as constraint,
            pg_get_constraintdef(o.oid) as definition
     from pg_constraint o
     join pg_class c on c.oid = o.conrelid
     join pg_namespace n on n.oid = c.relnamespace
     where o.contype = 'f' and o.conparentid = 0 and n.nspname = any ($1::text[])
     order by 1, 2, 3`,
    [SCHEMAS],
  );
  for (const key of rows) {
    await tx.exec(`alter table ${qualified(key)} drop constraint ${quoteIdent(key.constraint)}`);
  }
  return rows;
}

async function putBackForeignKeys(tx: Queryable, keys: readonly ForeignKey[]): Promise<void> {
  for (const key of keys) {
    await tx.exec(
      `alter table ${qualified(key)} add constraint ${quoteIdent(key.constraint)} ${key.definition}`,
    );
  }
}
