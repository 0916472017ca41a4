import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { FolderBusy, lockFolder } from "./folder-lock.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "wangge-lock-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("a second holder is refused with the pid of the first, in one line", () => {
  const lock = lockFolder(folder);
  expect(() => lockFolder(folder)).toThrow(FolderBusy);
  expect(() => lockFolder(folder)).toThrow(new RegExp(`pid ${process.pid}`));
  lock.release();
  lockFolder(folder).release();
});

test("another process is refused while this one holds the folder", () => {
  const lock = lockFolder(folder);
  const script = `import { lockFolder } from "${fileURLToPath(new URL("./folder-lock.ts", import.meta.url))}";
    try { lockFolder(process.argv[1]); console.log("taken") } catch (error) { console.log(error.name) }`;
  const args = ["--import", "tsx", "--input-type=module", "-e", script, folder];
  const said = spawnSync(process.execPath, args, { encoding: "utf8" });
  expect(said.stdout.trim()).toBe("FolderBusy");
  lock.release();
});

test("the lock of a process that died is taken over", () => {
  const dead = spawnSync(process.execPath, ["-e", ""]).pid;
  writeHolder({ pid: dead, host: hostname(), startedAt: "1" });
  lockFolder(folder).release();
  expect(existsSync(join(folder, "wangge.lock"))).toBe(false);
});

test("a living process that only has the dead one's pid does not keep the folder", () => {
  writeHolder({ pid: process.pid, host: hostname(), startedAt: "another start" });
  lockFolder(folder).release();
});

test("a lock of another machine stands as long as it beats", () => {
  writeHolder({ pid: 1, host: "elsewhere", startedAt: "1" });
  expect(() => lockFolder(folder)).toThrow(FolderBusy);
});

test("half a lock, left by a full disk, is no lock", () => {
  writeFileSync(join(folder, "wangge.lock"), '{"pid": 12');
  const lock = lockFolder(folder);
  expect(JSON.parse(readFileSync(join(folder, "wangge.lock"), "utf8")).pid).toBe(process.pid);
  lock.release();
});

function writeHolder(holder: { pid: number; host: string; startedAt: string }): void {
  writeFileSync(join(folder, "wangge.lock"), JSON.stringify({ ...holder, token: "other" }));
}
