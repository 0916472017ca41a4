import { describe, expect, it } from "vitest";
import { backupPath, backupTime } from "./backup-folder.ts";
import { isBackupDue } from "./schedule-backups.ts";

const now = new Date("2026-11-23T20:45:00Z");
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000);

describe("a backup", () => {
  it("is due when there is none", () => {
    expect(isBackupDue(undefined, now)).toBe(true);
  });

  it("is due an hour after the last, and not before", () => {
    expect(isBackupDue(minutesAgo(59), now)).toBe(false);
    expect(isBackupDue(minutesAgo(60), now)).toBe(true);
  });

  it("is due when the last lies in the future: the clock was wrong once", () => {
    expect(isBackupDue(minutesAgo(-5), now)).toBe(true);
  });

  it("carries its time in its name", () => {
    expect(backupTime(backupPath("/nowhere", "hourly", now))).toEqual(now);
  });
});
