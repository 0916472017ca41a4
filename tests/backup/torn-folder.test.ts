import { spawn } from "node:child_process";
import {
  closeSync,
  cpSync,
  existsSync,
  mkdtempSync,
  openSync,
  rmSync,
  statSync,
  truncateSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createBackup } from "../../scripts/backup/create-backup.ts";
import { inspectFolder, openUndamaged } from "../../scripts/backup/damage.ts";
import { restore } from "../../scripts/backup/restore-target.ts";
import { openPglite } from "../../supabase/embedded/pglite-database.ts";
import { openStack } from "../../supabase/embedded/stack.ts";
import { preparedPglite } from "../fixtures/test-stack.ts";
import { fillSmallCity } from "./small-city.ts";

const PAGE_BYTES = 8192;
const CASES = 2_000;
let folder: string;
let supabaseFolder: string;
let backupFile: string;
let casesFile: string;
let copies = 0;

/** A server that is killed while it writes, as when the power fails. */
function killWhileWriting(dbFolder: string): Promise<void> {
  const script = fileURLToPath(new URL("write-until-killed.ts", import.meta.url));
  return new Promise((resolve, reject) => {
    // Not the `tsx` command: it would start a second process, and only the first be killed.
    const child = spawn(process.execPath, ["--import", "tsx", script, dbFolder], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    child.stdout.once("data", () => child.kill("SIGKILL"));
    child.once("exit", (_code, signal) =>
      signal === "SIGKILL" ? resolve() : reject(new Error("It ended before it wrote.")),
    );
  });
}

/** A copy of the killed city, to be torn in another way each time. */
function tornCopy(tear: (dbFolder: string) => void): string {
  copies += 1;
  const dataDir = join(folder, `copy-${copies}`);
  cpSync(join(folder, "city"), dataDir, { recursive: true });
  tear(join(dataDir, "db"));
  return dataDir;
}

function overwrite(file: string, page: number): void {
  const handle = openSync(file, "r+");
  writeSync(handle, Buffer.alloc(PAGE_BYTES / 2, 7), 0, PAGE_BYTES / 2, page * PAGE_BYTES);
  closeSync(handle);
}

const open = (dataDir: string) => openStack({ dataDir, supabaseFolder, openFolder: openUndamaged });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "wangge-torn-"));
  supabaseFolder = join(folder, "supabase");
  const repository = fileURLToPath(new URL("../../supabase", import.meta.url));
  for (const part of ["migrations", "seed.sql"]) {
    cpSync(join(repository, part), join(supabaseFolder, part), { recursive: true });
  }
  const dataDir = join(folder, "city");
  const loadDataDir = await preparedPglite(supabaseFolder);
  const stack = await openStack({ dataDir, supabaseFolder, loadDataDir });
  await fillSmallCity(stack, CASES);
  backupFile = (await createBackup({ ...stack, reason: "hourly" })).file;
  stack.markPopulated();
  const { rows } = await stack.db.query<{ path: string }>(
    "select pg_relation_filepath('public.cases') as path",
  );
  casesFile = rows[0]?.path ?? "";
  await stack.close();
  expect(inspectFolder(join(dataDir, "db"))).toEqual({ damage: [], cleanShutdown: true });
  await killWhileWriting(join(dataDir, "db"));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe("a folder whose server was killed while it wrote", () => {
  it("opens again with all that was committed", async () => {
    const dataDir = tornCopy(() => {});
    expect(inspectFolder(join(dataDir, "db"))).toEqual({ damage: [], cleanShutdown: false });

    const stack = await open(dataDir);
    const { rows } = await stack.db.query("select count(*) as cases from public.cases");
    await stack.close();

    expect(rows).toEqual([{ cases: CASES }]);
  });

  it.each([
    [
      "a table cut off inside a page",
      /ends in the middle of a page/,
      (db: string) => truncateSync(join(db, casesFile), 3 * PAGE_BYTES + 100),
    ],
    [
      "a table cut off between pages",
      /public\.cases: /,
      (db: string) => truncateSync(join(db, casesFile), 3 * PAGE_BYTES),
    ],
    [
      "a page overwritten by half",
      /public\.cases: invalid page in block 2/,
      (db: string) => overwrite(join(db, casesFile), 2),
    ],
    [
      "the control file cut off",
      /pg_control has 100 bytes/,
      (db: string) => truncateSync(join(db, "global/pg_control"), 100),
    ],
    [
      "the version file gone, which would be taken for an empty folder",
      /PG_VERSION is missing/,
      (db: string) => rmSync(join(db, "PG_VERSION")),
    ],
  ])(
    "is refused with %s, named, and the newest good backup is offered",
    async (_what, damage, tear) => {
      const dataDir = tornCopy(tear);
      const newest = join(dataDir, backupFile.slice(join(folder, "city").length));

      const message = await open(dataDir).then(
        () => "opened",
        (error: Error) => error.message,
      );

      expect(message).toMatch(damage);
      expect(message).toContain(newest);
      expect(message).toContain("npm run restore latest");
      expect(statSync(join(dataDir, "db")).isDirectory()).toBe(true);
    },
  );

  it("comes back by `restore latest`, unasked for force, with the torn one kept aside", async () => {
    const dataDir = tornCopy((db) => overwrite(join(db, casesFile), 2));
    await expect(open(dataDir)).rejects.toThrow(/damaged/);

    const report = await restore({ source: "latest", dataDir, supabaseFolder });
    const db = await openPglite({ folder: join(dataDir, "db") });
    const { rows } = await db.query("select count(*) as cases from public.cases");
    await db.close();

    expect(rows).toEqual([{ cases: CASES }]);
    expect(report.keptAside.map((path) => existsSync(path))).toEqual([true, true]);
  });
});
