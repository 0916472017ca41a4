import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import type { Database } from "../../supabase/embedded/database.ts";
import { newestGoodBackup } from "./backup-folder.ts";
import { qualified, quoteIdent } from "./catalog.ts";

const PAGE_BYTES = 8192;
const WAL_UNIT_BYTES = 1024 * 1024;
const CONTROL_STATE_OFFSET = 16;
const SHUT_DOWN = 1;
const DATA_FILE = /^\d+(_fsm|_vm)?(\.\d+)?$/;
const WAL_FILE = /^[0-9A-F]{24}$/;

export class FolderDamaged extends Error {
  override name = "FolderDamaged";
}

export type FolderState = {
  /** What is wrong, in words for a log; empty when nothing is seen from outside. */
  damage: string[];
  /** False after a killed process or a power cut: then the tables are worth reading through once. */
  cleanShutdown: boolean;
};

/**
 * Looks at an embedded database's folder before it is opened. A missing PG_VERSION must be caught here: PGlite
 * would take the folder for empty and write a new database over it. A data file that is no whole number of
 * pages must be, too: it opens, and counts fewer rows.
 */
export function inspectFolder(dbFolder: string): FolderState {
  const damage: string[] = [];
  for (const file of ["PG_VERSION", "global/pg_control", "base", "pg_wal"]) {
    if (!existsSync(join(dbFolder, file))) damage.push(`${file} is missing`);
  }
  if (damage.length > 0) return { damage, cleanShutdown: false };
  const control = statSync(join(dbFolder, "global/pg_control")).size;
  if (control !== PAGE_BYTES) damage.push(`global/pg_control has ${control} bytes`);
  damage.push(...tornFiles(dbFolder, "global", DATA_FILE, PAGE_BYTES));
  for (const database of readdirSync(join(dbFolder, "base"))) {
    damage.push(...tornFiles(dbFolder, join("base", database), DATA_FILE, PAGE_BYTES));
  }
  damage.push(...tornFiles(dbFolder, "pg_wal", WAL_FILE, WAL_UNIT_BYTES));
  return { damage, cleanShutdown: damage.length === 0 && wasShutDown(dbFolder) };
}

function tornFiles(dbFolder: string, folder: string, name: RegExp, unitBytes: number): string[] {
  return readdirSync(join(dbFolder, folder))
    .filter((file) => name.test(file))
    .map((file) => ({ file, bytes: statSync(join(dbFolder, folder, file)).size }))
    .filter(({ bytes }) => bytes % unitBytes !== 0)
    .map(
      ({ file, bytes }) => `${join(folder, file)} ends in the middle of a page (${bytes} bytes)`,
    );
}

function wasShutDown(dbFolder: string): boolean {
  const handle = openSync(join(dbFolder, "global/pg_control"), "r");
  try {
    const head = Buffer.alloc(CONTROL_STATE_OFFSET + 4);
    readSync(handle, head, 0, head.length, 0);
    return head.readUInt32LE(CONTROL_STATE_OFFSET) === SHUT_DOWN;
  } finally {
    closeSync(handle);
  }
}

/**
 * Reads every row of every table, so that page checksums are compared, and once more by its primary key, so that
 * an index that points behind a cut-off table is found. Returns what is wrong.
 */
export async function verifyTables(db: Database): Promise<string[]> {
  const { rows } = await db.query<{ schema: string; name: string; key: string[] }>(
    `select n.nspname as schema, c.relname as name,
            (select json_agg(a.attname order by a.attnum) from pg_attribute a
             where a.attrelid = c.oid and a.attnum = any (i.indkey)) as key
     from pg_class c
     join pg_namespace n on n.oid = c.relnamespace
     left join pg_index i on i.indrelid = c.oid and i.indisprimary
     where c.relkind = 'r' and n.nspname not in ('information_schema') order by 1, 2`,
  );
  const damage: string[] = [];
  for (const table of rows) {
    const found = await verifyTable(db, table);
    if (found) damage.push(`${table.schema}.${table.name}: ${found}`);
  }
  return damage;
}

async function verifyTable(
  db: Database,
  table: { schema: string; name: string; key: string[] | null },
): Promise<string | undefined> {
  const key = table.key?.map((name) => `t.${quoteIdent(name)}`).join(", ");
  try {
    return await db.transaction(async (tx) => {
      const count = async (plan: string, order: string) => {
        await tx.exec(plan);
        // The whole row, so that values stored aside are read as well.
        const { rows } = await tx.query<{ rows: number; bytes: number }>(
          `select count(*)::int as rows, coalesce(sum(length(line)), 0)::float8 as bytes
           from (select t::text as line from ${qualified(table)} t ${order} offset 0) s`,
        );
        return rows[0]?.rows ?? 0;
      };
      const whole = await count("set local enable_indexscan = off;", "");
      if (!key) return undefined;
      const keyed = await count(
        "set local enable_indexscan = on; set local enable_seqscan = off; set local enable_sort = off;",
        `order by ${key}`,
      );
      return whole === keyed ? undefined : `${whole} rows in the table, ${keyed} in its key`;
    });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** What the start says about a damaged folder: what is wrong, and the one command that helps. */
export async function describeDamage(dataDir: string, damage: readonly string[]): Promise<string> {
  const shown = damage.slice(0, 5).map((line) => `  · ${line}`);
  if (damage.length > shown.length) shown.push(`  · … (${damage.length})`);
  const { good, damaged } = await newestGoodBackup(dataDir);
  const passedOver = damaged.map((file) => `  × ${file}`);
  const lines = [
    `数据目录 ${dataDir} 中的数据库已损坏，未作任何更改。The database in ${dataDir} is damaged; nothing was changed.`,
    ...shown,
    ...(passedOver.length > 0 ? ["已损坏的备份 damaged backups:", ...passedOver] : []),
    good
      ? `最近的完好备份 newest good backup: ${good.file}（${good.header.createdAt}）`
      : "没有完好的备份。There is no good backup.",
  ];
  if (good) lines.push("恢复命令 to restore it: npm run restore latest");
  return lines.join("\n");
}

const markOf = (dataDir: string): string => join(dataDir, "damaged.txt");

/** Damage found while reading is not seen from outside: the next `restore` learns of it by this file. */
export function isMarkedDamaged(dataDir: string): boolean {
  return existsSync(markOf(dataDir));
}

export function unmarkDamaged(dataDir: string): void {
  rmSync(markOf(dataDir), { force: true });
}

/** Throws, with all that a person needs to go on. */
export async function refuseDamaged(dataDir: string, damage: readonly string[]): Promise<void> {
  if (damage.length === 0) return;
  writeFileSync(markOf(dataDir), `${damage.join("\n")}\n`, { mode: 0o600 });
  throw new FolderDamaged(await describeDamage(dataDir, damage));
}

/** Opens an embedded database, or says what is damaged. `open` is only called on a folder that looks whole. */
export async function openUndamaged(
  dataDir: string,
  open: (dbFolder: string) => Promise<Database>,
): Promise<Database> {
  const dbFolder = join(dataDir, "db");
  if (!existsSync(dbFolder)) return open(dbFolder);
  const { damage, cleanShutdown } = inspectFolder(dbFolder);
  await refuseDamaged(dataDir, damage);
  let db: Database;
  try {
    db = await open(dbFolder);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    await refuseDamaged(dataDir, [`PostgreSQL cannot open it: ${reason}`]);
    throw error;
  }
  if (cleanShutdown && !isMarkedDamaged(dataDir)) return db;
  const found = await verifyTables(db);
  if (found.length > 0) await db.close();
  await refuseDamaged(dataDir, found);
  unmarkDamaged(dataDir);
  return db;
}
