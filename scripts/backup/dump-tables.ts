import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Database, Queryable } from "../../supabase/embedded/database.ts";
import { listSequences, listTables, qualified, quoteIdent, type TableSize } from "./catalog.ts";
import {
  type BackupHeader,
  type SequenceState,
  type TableDescription,
  tableFolder,
} from "./manifest.ts";

/** Text of one chunk; the rows of a wide table take fewer pages. */
const CHUNK_BYTES = 8 * 1024 * 1024;

export type SpooledMember = { name: string; path: string };

type CityDescription = Pick<BackupHeader, "city" | "migrations" | "seedSha256">;

export type Snapshot = CityDescription & {
  tables: TableDescription[];
  sequences: SequenceState[];
  members: SpooledMember[];
};

/**
 * Writes every row, as of one moment, to files in `folder`. The embedded database has one connection and
 * answers nobody else meanwhile, so nothing is compressed or hashed in here.
 */
export function dumpTables(db: Database, folder: string): Promise<Snapshot> {
  return db.transaction(async (tx) => {
    await tx.exec(`
      set transaction isolation level repeatable read, read only;
      set local search_path = '';
      set local datestyle = 'ISO, YMD';
      set local intervalstyle = 'postgres';
      set local bytea_output = 'hex';
      set local extra_float_digits = 1;
    `);
    const members: SpooledMember[] = [];
    const tables: TableDescription[] = [];
    for (const table of await listTables(tx)) {
      const rows = await dumpTable(tx, table, folder, members);
      tables.push({ schema: table.schema, name: table.name, columns: table.columns, rows });
    }
    const sequences = await listSequences(tx);
    return { tables, sequences, members, ...(await describeCity(tx)) };
  });
}

/** Reads by ranges of pages: needs no key, and one answer a chunk keeps the transport cheap. */
async function dumpTable(
  tx: Queryable,
  table: TableSize,
  folder: string,
  members: SpooledMember[],
): Promise<number> {
  const row = table.columns.map((column) => `t.${quoteIdent(column.name)}::text`).join(", ");
  const step = Math.max(1, Math.floor(CHUNK_BYTES / (2 * table.bytesPerPage)));
  let total = 0;
  for (let page = 0, chunk = 1; page < table.pages; page += step) {
    const { rows } = await tx.query<{ lines: string | null; count: number }>(
      `select string_agg(array_to_json(array[${row}]::text[])::text, e'\\n') as lines,
              count(*)::int as count
       from ${qualified(table)} t
       where t.ctid >= '(${page},0)' and t.ctid < '(${page + step},0)'`,
    );
    const [found] = rows;
    if (!found?.lines) continue;
    const name = `${tableFolder(table)}${String(chunk).padStart(5, "0")}.jsonl`;
    const path = join(folder, `${members.length}.jsonl`);
    await writeFile(path, `${found.lines}\n`);
    members.push({ name, path });
    total += found.count;
    chunk += 1;
  }
  return total;
}

async function describeCity(tx: Queryable): Promise<CityDescription> {
  const { rows: cities } = await tx.query<{ code: string; name: string }>(
    "select code, name from public.city limit 1",
  );
  const { rows: migrations } = await tx.query<BackupHeader["migrations"][number]>(
    `select m.version, c.sha256
     from supabase_migrations.schema_migrations m
     left join supabase_migrations.wangge_checksums c using (version)
     order by m.version`,
  );
  const { rows: seeds } = await tx.query<{ sha256: string }>(
    "select sha256 from supabase_migrations.wangge_checksums where version = 'seed'",
  );
  return { city: cities[0] ?? null, migrations, seedSha256: seeds[0]?.sha256 ?? null };
}
