import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Database } from "./database.ts";

export type Migration = { version: string; name: string; sql: string; sha256: string };

export class MigrationRefused extends Error {
  override name = "MigrationRefused";
}

export type MigrateOptions = {
  /** Holds `migrations/*.sql` and, perhaps, `seed.sql`. */
  supabaseFolder: string;
  /** Called once before the first pending migration of a database that already has some: time for a backup. */
  beforePending?: ((pending: readonly Migration[]) => Promise<void>) | undefined;
  onApplied?: ((migration: Migration) => void) | undefined;
};

export type MigrateReport = { applied: string[]; fresh: boolean };

export function readMigrations(folder: string): Migration[] {
  return readdirSync(folder)
    .filter((file) => /^\d+_.+\.sql$/.test(file))
    .sort()
    .map((file) => {
      const sql = readFileSync(join(folder, file), "utf8");
      const cut = file.indexOf("_");
      return {
        version: file.slice(0, cut),
        name: file.slice(cut + 1, -4),
        sql,
        sha256: sha256(sql),
      };
    });
}

/** Applies what is pending, each file in a transaction of its own, then the reference data of `seed.sql`. */
export async function migrate(db: Database, options: MigrateOptions): Promise<MigrateReport> {
  const migrations = readMigrations(join(options.supabaseFolder, "migrations"));
  const known = await appliedVersions(db);
  refuseChanged(migrations, known);
  const pending = migrations.filter((migration) => !known.has(migration.version));
  if (pending.length > 0 && known.size > 0) await options.beforePending?.(pending);
  for (const migration of pending) {
    await apply(db, migration);
    options.onApplied?.(migration);
  }
  await applySeed(db, join(options.supabaseFolder, "seed.sql"));
  return { applied: pending.map((migration) => migration.version), fresh: known.size === 0 };
}

/** Version → checksum of the applied file; null where the CLI of Supabase applied it. */
async function appliedVersions(db: Database): Promise<Map<string, string | null>> {
  const { rows } = await db.query<{ version: string; sha256: string | null }>(
    `select m.version, c.sha256
     from supabase_migrations.schema_migrations m
     left join supabase_migrations.wangge_checksums c using (version)`,
  );
  return new Map(rows.map((row) => [row.version, row.sha256]));
}

function refuseChanged(
  migrations: readonly Migration[],
  known: ReadonlyMap<string, string | null>,
): void {
  const changed = migrations.find((migration) => {
    const applied = known.get(migration.version);
    return typeof applied === "string" && applied !== migration.sha256;
  });
  if (changed) {
    const file = `${changed.version}_${changed.name}.sql`;
    throw new MigrationRefused(
      `迁移文件 ${file} 在执行之后被改动，已停止启动；请还原该文件，另写一个新的迁移。` +
        ` Migration ${file} was changed after it was applied; restore the file and write a new migration.`,
    );
  }
  const files = new Set(migrations.map((migration) => migration.version));
  const missing = [...known.keys()].filter((version) => !files.has(version));
  if (missing.length > 0) {
    throw new MigrationRefused(
      `数据库比程序新：缺少迁移 ${missing.join(", ")}；请使用更新的程序版本。` +
        ` The database is newer than this program: migrations ${missing.join(", ")} are not here; use a newer release.`,
    );
  }
}

async function apply(db: Database, migration: Migration): Promise<void> {
  try {
    await db.transaction(async (tx) => {
      await tx.exec(migration.sql);
      await tx.query(
        "insert into supabase_migrations.schema_migrations (version, name, statements) values ($1, $2, array[$3])",
        [migration.version, migration.name, migration.sql],
      );
      await tx.query(
        "insert into supabase_migrations.wangge_checksums (version, sha256) values ($1, $2)",
        [migration.version, migration.sha256],
      );
    });
  } catch (error) {
    throw new Error(
      `Migration ${migration.version}_${migration.name}.sql failed: ${describe(error, migration.sql)}`,
      { cause: error },
    );
  }
}

/** Reference data is written to be run again (`on conflict …`), and runs when the file changed. */
async function applySeed(db: Database, file: string): Promise<void> {
  const sql = readOptional(file);
  if (sql === undefined) return;
  const hash = sha256(sql);
  const { rows } = await db.query(
    "select 1 from supabase_migrations.wangge_checksums where version = 'seed' and sha256 = $1",
    [hash],
  );
  if (rows.length > 0) return;
  await db.transaction(async (tx) => {
    await tx.exec(sql);
    await tx.query(
      `insert into supabase_migrations.wangge_checksums (version, sha256) values ('seed', $1)
       on conflict (version) do update set sha256 = excluded.sha256`,
      [hash],
    );
  });
}

function readOptional(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** The message of PostgreSQL with the line it points to. */
function describe(error: unknown, sql: string): string {
  if (!(error instanceof Error)) return String(error);
  const position = "position" in error ? Number(error.position) : Number.NaN;
  if (!Number.isInteger(position)) return error.message;
  return `${error.message} (line ${sql.slice(0, position).split("\n").length})`;
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
