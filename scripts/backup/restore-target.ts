import { existsSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Database } from "../../supabase/embedded/database.ts";
import { lockFolder } from "../../supabase/embedded/folder-lock.ts";
import { openPg } from "../../supabase/embedded/pg-database.ts";
import { openPglite } from "../../supabase/embedded/pglite-database.ts";
import { newestGoodBackup } from "./backup-folder.ts";
import { createBackup } from "./create-backup.ts";
import { inspectFolder, isMarkedDamaged, unmarkDamaged } from "./damage.ts";
import { BackupRefused, verifyBackup } from "./read-backup.ts";
import { loadBackup, refuseForeign, type VerifiedBackup } from "./restore-backup.ts";

export type RestoreRequest = {
  /** A file, or `latest`: the newest good one of the data folder. */
  source: string;
  dataDir: string;
  databaseUrl?: string | undefined;
  /** Replace a city that is there. */
  force?: boolean;
  supabaseFolder?: string;
  onStep?: (text: string) => void;
};

export type RestoreReport = {
  file: string;
  createdAt: string;
  rows: number;
  files: number;
  /** Where the former database and photos lie now. */
  keptAside: string[];
};

const DEFAULT_SUPABASE_FOLDER = fileURLToPath(new URL("../../supabase", import.meta.url));

async function chooseBackup(request: RestoreRequest, supabaseFolder: string) {
  let file = request.source;
  if (file === "latest") {
    const { good } = await newestGoodBackup(request.dataDir);
    if (!good) {
      throw new BackupRefused(
        `${request.dataDir}/backups 中没有完好的备份。There is no good backup in ${request.dataDir}/backups.`,
      );
    }
    file = good.file;
  }
  request.onStep?.(`校验 verifying ${file}`);
  const backup: VerifiedBackup = { file, ...(await verifyBackup(file)) };
  refuseForeign(backup, supabaseFolder);
  return backup;
}

/** Puts a backup into an embedded data folder or into the PostgreSQL of `databaseUrl`. */
export async function restore(request: RestoreRequest): Promise<RestoreReport> {
  const supabaseFolder = request.supabaseFolder ?? DEFAULT_SUPABASE_FOLDER;
  const backup = await chooseBackup(request, supabaseFolder);
  // Refused while a server runs on the folder, the native one's photos included.
  const lock = lockFolder(request.dataDir);
  try {
    const run = request.databaseUrl ? restoreNative : restoreEmbedded;
    return await run({ ...request, supabaseFolder }, backup);
  } finally {
    lock.release();
  }
}

type Prepared = RestoreRequest & { supabaseFolder: string };

/** Built beside the old one and moved into place when whole: a failure leaves the folder as it was. */
async function restoreEmbedded(request: Prepared, backup: VerifiedBackup): Promise<RestoreReport> {
  const { dataDir } = request;
  const dbFolder = join(dataDir, "db");
  if (!request.force && holdsCity(dataDir, dbFolder)) {
    throw new BackupRefused(
      `${dataDir} 中已有数据库；确要替换请加 --force（旧库保留在一旁）。${dataDir} already holds a database; add --force to replace it (the old one is kept aside).`,
    );
  }
  const drafts = { db: join(dataDir, "db.restoring"), storage: join(dataDir, "storage.restoring") };
  for (const draft of Object.values(drafts)) rmSync(draft, { recursive: true, force: true });
  request.onStep?.("写入新数据库 filling a new embedded database");
  const counts = await fill(
    await openPglite({ folder: drafts.db }),
    request,
    backup,
    drafts.storage,
  );
  const keptAside = [
    ...replace(dbFolder, drafts.db),
    ...replace(join(dataDir, "storage"), drafts.storage),
  ];
  writeFileSync(join(dataDir, "populated"), `${new Date().toISOString()}\n`, { mode: 0o600 });
  unmarkDamaged(dataDir);
  return { ...report(backup), ...counts, keptAside };
}

/** A torn folder may be replaced without being asked twice. */
function holdsCity(dataDir: string, dbFolder: string): boolean {
  if (!existsSync(dbFolder) || !existsSync(join(dataDir, "populated"))) return false;
  return !isMarkedDamaged(dataDir) && inspectFolder(dbFolder).damage.length === 0;
}

async function restoreNative(request: Prepared, backup: VerifiedBackup): Promise<RestoreReport> {
  const { dataDir, databaseUrl = "" } = request;
  const db = await openPg(databaseUrl);
  try {
    await refuseOtherServers(db);
    if (await isInUse(db)) {
      if (!request.force) {
        throw new BackupRefused(
          "目标 PostgreSQL 中已有城市数据；确要替换请加 --force（先自动备份）。The PostgreSQL already holds a city; add --force to replace it (it is backed up first).",
        );
      }
      request.onStep?.("先备份现有数据 backing up what is there");
      const storageFolder = join(dataDir, "storage");
      await createBackup({ db, dataDir, storageFolder, reason: "before-restore" });
      await dropCity(db);
    }
  } catch (error) {
    await db.close();
    throw error;
  }
  const draft = join(dataDir, "storage.restoring");
  rmSync(draft, { recursive: true, force: true });
  request.onStep?.("写入 PostgreSQL filling PostgreSQL");
  const counts = await fill(db, request, backup, draft);
  const keptAside = replace(join(dataDir, "storage"), draft);
  return { ...report(backup), ...counts, keptAside };
}

async function fill(
  db: Database,
  request: Prepared,
  backup: VerifiedBackup,
  storageFolder: string,
): Promise<{ rows: number; files: number }> {
  try {
    const { supabaseFolder } = request;
    return await loadBackup(db, backup, { supabaseFolder, storageFolder });
  } finally {
    await db.close();
  }
}

async function refuseOtherServers(db: Database): Promise<void> {
  const { rows } = await db.query<{ pid: number }>(
    `select pid from pg_stat_activity
     where datname = current_database() and application_name = 'wangge'
       and pid <> pg_backend_pid() and client_port is distinct from null`,
  );
  if (rows.length === 0) return;
  throw new BackupRefused(
    "有服务正在使用该数据库，请先停止。A server is working on this database; stop it first.",
  );
}

async function isInUse(db: Database): Promise<boolean> {
  const { rows } = await db.query<{ table: string | null }>(
    "select to_regclass('supabase_migrations.schema_migrations')::text as table",
  );
  return rows[0]?.table !== null;
}

async function dropCity(db: Database): Promise<void> {
  await db.exec(`
    drop schema if exists public, private, auth, storage, realtime, supabase_migrations cascade;
    create schema public;
    grant usage on schema public to public;
  `);
}

/** Moves the draft into place, and what was there aside. */
function replace(path: string, draft: string): string[] {
  const time = new Date().toISOString().replace(/\.\d+/, "").replace(/[-:]/g, "");
  const aside = `${path}.replaced-${time}`;
  const kept = existsSync(path);
  if (kept) renameSync(path, aside);
  if (existsSync(draft)) renameSync(draft, path);
  return kept ? [aside] : [];
}

function report({ file, header }: VerifiedBackup) {
  return { file, createdAt: header.createdAt };
}
