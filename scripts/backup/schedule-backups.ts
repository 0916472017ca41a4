import type { ControlHandlers } from "../../supabase/embedded/control-socket.ts";
import type { Scheduler } from "../../supabase/embedded/scheduler.ts";
import type { StackBase } from "../../supabase/embedded/stack.ts";
import { z } from "../../web/src/domain/zod.ts";
import { backupTime, listBackups } from "./backup-folder.ts";
import { type BackupReport, createBackup } from "./create-backup.ts";
import type { Reason } from "./manifest.ts";

const HOUR_MS = 60 * 60_000;
const LOOK_MS = 60_000;

/** True when the newest backup is an hour old, lies in the future, or there is none. */
export function isBackupDue(newest: Date | undefined, now: Date): boolean {
  if (!newest) return true;
  const ageMs = now.getTime() - newest.getTime();
  return ageMs >= HOUR_MS || ageMs < 0;
}

/** Looks every minute, so that the hour holds across restarts. */
export function scheduleBackups(scheduler: Scheduler, stack: StackBase): void {
  scheduler.every(LOOK_MS, "backup", async () => {
    const [newest] = listBackups(stack.dataDir);
    if (!isBackupDue(newest ? backupTime(newest) : undefined, new Date())) return;
    await backupStack(stack, "hourly");
  });
}

export function backupStack(
  { db, dataDir, storageFolder }: StackBase,
  reason: Reason,
  file?: string,
): Promise<BackupReport> {
  return createBackup({ db, dataDir, storageFolder, reason, file });
}

const argsSchema = z.object({ file: z.string().optional() }).nullable();

/** `npm run backup` reaches a running server here. */
export function backupControl(stack: StackBase): ControlHandlers {
  return { backup: (args) => backupStack(stack, "manual", argsSchema.parse(args)?.file) };
}
