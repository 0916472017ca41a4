import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { Database } from "../../supabase/embedded/database.ts";
import { backupFolder, backupPath, rotateBackups } from "./backup-folder.ts";
import { dumpTables, type SpooledMember } from "./dump-tables.ts";
import { FILES_FOLDER, FORMAT_VERSION, type Reason } from "./manifest.ts";
import { writeBackup } from "./write-backup.ts";

export type BackupRequest = {
  db: Database;
  /** Holds `backups/`. */
  dataDir: string;
  /** The photos. */
  storageFolder: string;
  reason: Reason;
  /** Where to write it; left out: a dated name in `backups/`. */
  file?: string | undefined;
};

export type BackupReport = {
  file: string;
  bytes: number;
  tables: number;
  rows: number;
  files: number;
  /** How long the embedded database answered nobody else. */
  snapshotSeconds: number;
  seconds: number;
};

/** Drafts of uploads carry a uuid after the name; they are no photos yet. */
const DRAFT = /\.[0-9a-f]{8}-[0-9a-f-]{27}$/;

function listFiles(folder: string, root = folder): SpooledMember[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return listFiles(path, root);
    if (DRAFT.test(entry.name)) return [];
    return [{ name: FILES_FOLDER + relative(root, path).split(sep).join("/"), path }];
  });
}

const secondsSince = (started: number): number => Math.round(performance.now() - started) / 1000;

/** Writes database and photos, as of one moment, into one file; readers and writers go on. */
export async function createBackup(request: BackupRequest): Promise<BackupReport> {
  const started = performance.now();
  const folder = backupFolder(request.dataDir);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const createdAt = new Date();
  const file = request.file ?? backupPath(request.dataDir, request.reason, createdAt);
  const spool = mkdtempSync(join(folder, ".spool-"));
  try {
    const snapshot = await dumpTables(request.db, spool);
    const snapshotSeconds = secondsSince(started);
    const photos = listFiles(request.storageFolder);
    const { tables, sequences, city, migrations, seedSha256 } = snapshot;
    await writeBackup(file, {
      header: {
        format: "wangge-backup",
        formatVersion: FORMAT_VERSION,
        createdAt: createdAt.toISOString(),
        reason: request.reason,
        database: request.db.kind,
        city,
        migrations,
        seedSha256,
      },
      description: { tables, sequences },
      members: [...snapshot.members, ...photos],
    });
    rotateBackups(request.dataDir);
    return {
      file,
      bytes: statSync(file).size,
      tables: tables.length,
      rows: tables.reduce((sum, table) => sum + table.rows, 0),
      files: photos.length,
      snapshotSeconds,
      seconds: secondsSince(started),
    };
  } finally {
    rmSync(spool, { recursive: true, force: true });
  }
}
