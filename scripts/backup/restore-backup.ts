import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { bootstrap } from "../../supabase/embedded/bootstrap.ts";
import type { Database } from "../../supabase/embedded/database.ts";
import { migrate, readMigrations } from "../../supabase/embedded/migrations.ts";
import { makeTableLoader } from "./load-tables.ts";
import { type BackupHeader, type BackupManifest, FILES_FOLDER } from "./manifest.ts";
import { BackupRefused, readMembers } from "./read-backup.ts";

export type VerifiedBackup = { file: string; header: BackupHeader; manifest: BackupManifest };

/** A backup of a newer release, or of a release whose migrations were rewritten, is refused before anything happens. */
export function refuseForeign({ file, header }: VerifiedBackup, supabaseFolder: string): void {
  const ours = new Map(
    readMigrations(join(supabaseFolder, "migrations")).map(({ version, sha256 }) => [
      version,
      sha256,
    ]),
  );
  const newer = header.migrations.filter(({ version }) => !ours.has(version));
  if (newer.length > 0) {
    const versions = newer.map(({ version }) => version).join(", ");
    throw new BackupRefused(
      `备份 ${file} 来自更新的版本（迁移 ${versions} 本程序没有），请先升级程序。` +
        ` ${file} is of a newer release (this one lacks migrations ${versions}); upgrade first.`,
    );
  }
  const changed = header.migrations.find(
    ({ version, sha256 }) => sha256 !== null && ours.get(version) !== sha256,
  );
  if (changed) {
    throw new BackupRefused(
      `备份 ${file} 的迁移 ${changed.version} 与本程序的不同，无法恢复。` +
        ` Migration ${changed.version} of ${file} differs from this program's; it cannot be restored.`,
    );
  }
}

/** The migrations the backup was made with: rows are loaded into the tables they came from, then carried forward. */
function migrationsOf(header: BackupHeader, supabaseFolder: string): string {
  const folder = mkdtempSync(join(tmpdir(), "wangge-migrations-"));
  mkdirSync(join(folder, "migrations"));
  const wanted = new Set(header.migrations.map(({ version }) => version));
  for (const { version, name, sql } of readMigrations(join(supabaseFolder, "migrations"))) {
    if (!wanted.has(version)) continue;
    writeFileSync(join(folder, "migrations", `${version}_${name}.sql`), sql);
  }
  return folder;
}

/** Fills an empty database. Everything or nothing: rows go in by one transaction. */
export async function loadBackup(
  db: Database,
  backup: VerifiedBackup,
  target: { supabaseFolder: string; storageFolder: string },
): Promise<{ rows: number; files: number }> {
  const oldMigrations = migrationsOf(backup.header, target.supabaseFolder);
  try {
    await bootstrap(db);
    await migrate(db, { supabaseFolder: oldMigrations });
    let files = 0;
    const { rows } = await db.transaction(async (tx) => {
      const loader = await makeTableLoader(tx, backup.manifest);
      for await (const member of readMembers(backup.file)) {
        if (member.name.startsWith(FILES_FOLDER)) {
          writeFile(target.storageFolder, member.name.slice(FILES_FOLDER.length), member.body);
          if (!member.name.endsWith(".json")) files += 1;
        } else {
          await loader.load(member);
        }
      }
      return loader.finish();
    });
    await recallSeed(db, backup.header.seedSha256);
    await migrate(db, { supabaseFolder: target.supabaseFolder });
    await db.exec("analyze");
    return { rows, files };
  } finally {
    rmSync(oldMigrations, { recursive: true, force: true });
  }
}

async function recallSeed(db: Database, sha256: string | null): Promise<void> {
  if (sha256 === null) return;
  await db.query(
    `insert into supabase_migrations.wangge_checksums (version, sha256) values ('seed', $1)
     on conflict (version) do update set sha256 = excluded.sha256`,
    [sha256],
  );
}

function writeFile(folder: string, name: string, body: Buffer): void {
  const path = join(folder, name);
  if (!path.startsWith(join(folder, "/"))) {
    throw new BackupRefused(
      `备份中的文件名越界：${name}。A file of the backup leaves its folder: ${name}.`,
    );
  }
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileSync(path, body, { mode: 0o600 });
}
