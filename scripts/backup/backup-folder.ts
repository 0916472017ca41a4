import { existsSync, readdirSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import type { BackupHeader, Reason } from "./manifest.ts";
import { verifyBackup } from "./read-backup.ts";

export const KEPT_BACKUPS = 24;
const NAME = /^wangge-(\d{8}T\d{6}Z)(?:-\d+)?-([a-z-]+)\.tar\.gz$/;

export function backupFolder(dataDir: string): string {
  return join(dataDir, "backups");
}

/** A name that sorts by time, free in the folder. */
export function backupPath(dataDir: string, reason: Reason, at: Date): string {
  const time = at.toISOString().replace(/\.\d+/, "").replace(/[-:]/g, "");
  for (let turn = 0; ; turn += 1) {
    const suffix = turn === 0 ? "" : `-${turn}`;
    const path = join(backupFolder(dataDir), `wangge-${time}${suffix}-${reason}.tar.gz`);
    if (!existsSync(path)) return path;
  }
}

/** When it was made, by its name. */
export function backupTime(file: string): Date {
  const text = NAME.exec(basename(file))?.[1] ?? "";
  return new Date(text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"));
}

/** Newest first. */
export function listBackups(dataDir: string): string[] {
  const folder = backupFolder(dataDir);
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((file) => NAME.test(file));
  return files
    .sort()
    .reverse()
    .map((file) => join(folder, file));
}

/** Keeps the last 24 that the system made by itself; what a person asked for is theirs to delete. */
export function rotateBackups(dataDir: string, keep = KEPT_BACKUPS): string[] {
  const automatic = listBackups(dataDir).filter((file) => !file.endsWith("-manual.tar.gz"));
  const old = automatic.slice(keep);
  for (const file of old) rmSync(file, { force: true });
  return old;
}

export type GoodBackup = { file: string; header: BackupHeader };

/** The newest that is whole; damaged ones are passed over and named. */
export async function newestGoodBackup(
  dataDir: string,
): Promise<{ good: GoodBackup | undefined; damaged: string[] }> {
  const damaged: string[] = [];
  for (const file of listBackups(dataDir)) {
    try {
      const { header } = await verifyBackup(file);
      return { good: { file, header }, damaged };
    } catch {
      damaged.push(file);
    }
  }
  return { good: undefined, damaged };
}
