// `npm run backup [-- FILE]`: database and photos into one file, through the running server or, when none runs,
// straight from the folder (DATA_DIR) or from PostgreSQL (DATABASE_URL).
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { callControl } from "../supabase/embedded/control-socket.ts";
import type { Database } from "../supabase/embedded/database.ts";
import { lockFolder } from "../supabase/embedded/folder-lock.ts";
import { openPg } from "../supabase/embedded/pg-database.ts";
import { openPglite } from "../supabase/embedded/pglite-database.ts";
import { type BackupReport, createBackup } from "./backup/create-backup.ts";
import { openUndamaged } from "./backup/damage.ts";
import { readEnvironment } from "./backup/environment.ts";
import { BackupRefused } from "./backup/read-backup.ts";

async function throughServer(dataDir: string, file: string | undefined) {
  const answer = await callControl({ dataDir, command: "backup", args: file ? { file } : null });
  // Our own server made it by createBackup.
  return answer?.result as BackupReport | undefined;
}

async function fromFolder(dataDir: string, databaseUrl: string | undefined, file?: string) {
  const lock = lockFolder(dataDir);
  let db: Database | undefined;
  try {
    if (!databaseUrl && !existsSync(join(dataDir, "db"))) {
      throw new BackupRefused(`${dataDir} 中没有数据库。There is no database in ${dataDir}.`);
    }
    db = databaseUrl
      ? await openPg(databaseUrl)
      : await openUndamaged(dataDir, (folder) => openPglite({ folder }));
    const storageFolder = join(dataDir, "storage");
    return await createBackup({ db, dataDir, storageFolder, reason: "manual", file });
  } finally {
    await db?.close();
    lock.release();
  }
}

async function main(): Promise<void> {
  const { dataDir, databaseUrl } = readEnvironment();
  const [, , given] = process.argv;
  const file = given ? resolve(given) : undefined;
  const report =
    (await throughServer(dataDir, file)) ?? (await fromFolder(dataDir, databaseUrl, file));
  const megabytes = (report.bytes / 1e6).toFixed(1);
  console.log(
    `${report.file}\n${megabytes} MB, ${report.tables} tables, ${report.rows} rows, ${report.files} files, ${report.seconds} s (snapshot ${report.snapshotSeconds} s)`,
  );
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
