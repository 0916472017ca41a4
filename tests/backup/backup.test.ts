import { execFileSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  listBackups,
  newestGoodBackup,
  rotateBackups,
} from "../../scripts/backup/backup-folder.ts";
import { type BackupReport, createBackup } from "../../scripts/backup/create-backup.ts";
import { type RestoreReport, restore } from "../../scripts/backup/restore-target.ts";
import type { Database } from "../../supabase/embedded/database.ts";
import { openPg } from "../../supabase/embedded/pg-database.ts";
import { openPglite } from "../../supabase/embedded/pglite-database.ts";
import { openStack } from "../../supabase/embedded/stack.ts";
import { createTestDatabase, nativeMissing, preparedPglite } from "../fixtures/test-stack.ts";
import { everyRow, fillSmallCity } from "./small-city.ts";

const CASES = 12_000;
const repositorySupabase = fileURLToPath(new URL("../../supabase", import.meta.url));
let folder: string;
let pilot: string;
let backup: BackupReport;
let rows: Map<string, string[]>;
let supabaseFolder: string;
let twin: RestoreReport;

const at = (name: string): string => join(folder, name);

async function readBack(db: Database): Promise<Map<string, string[]>> {
  try {
    return await everyRow(db);
  } finally {
    await db.close();
  }
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "wangge-backup-"));
  pilot = at("pilot");
  supabaseFolder = at("supabase");
  for (const part of ["migrations", "seed.sql"]) {
    cpSync(join(repositorySupabase, part), join(supabaseFolder, part), { recursive: true });
  }
  const loadDataDir = await preparedPglite(supabaseFolder);
  const stack = await openStack({ dataDir: pilot, supabaseFolder, loadDataDir });
  await fillSmallCity(stack, CASES);
  backup = await createBackup({ ...stack, reason: "manual" });
  rows = await everyRow(stack.db);
  stack.markPopulated();
  await stack.close();
  twin = await restore({ source: backup.file, dataDir: at("twin"), supabaseFolder });
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe("a backup", () => {
  it("is one file that any tar reads, with rows and photos in it", () => {
    const names = execFileSync("tar", ["tzf", backup.file], { encoding: "utf8" }).split("\n");

    expect(names[0]).toBe("wangge-backup.json");
    expect(names).toContain("storage/photo");
    expect(names).toContain("tables/public.cases/00001.jsonl");
    expect(names.at(-2)).toBe("manifest.json");
  });

  it("holds no session and no key", () => {
    const text = execFileSync("tar", ["xzOf", backup.file], { maxBuffer: 1e9 }).toString();

    expect(text).not.toContain("auth.sessions");
    expect(text).not.toContain("sb_secret_");
  });

  it("leaves nothing half-made behind", () => {
    expect(readdirSync(join(pilot, "backups")).filter((name) => !name.endsWith(".tar.gz"))).toEqual(
      [],
    );
  });

  it("restored into a new folder is equal row by row, with the photos", async () => {
    expect(twin).toMatchObject({ rows: backup.rows, files: 1, keptAside: [] });
    expect(readFileSync(at("twin/storage/photo"))).toEqual(Buffer.from([0, 1, 254, 255]));
    expect(await readBack(await openPglite({ folder: at("twin/db") }))).toEqual(rows);
  });

  it("restored runs on: numbers follow, changes are counted by the new database's own", async () => {
    const stack = await openStack({ dataDir: at("twin"), supabaseFolder });
    const { rows: next } = await stack.db.query(
      `select nextval('public.case_number_seq') as number,
              (select max(changed_xid) < pg_snapshot_xmin(pg_current_snapshot()) from public.cases)
                as past`,
    );
    await stack.close();

    expect(stack.fresh).toBe(false);
    expect(next).toEqual([{ number: 42, past: true }]);
  });

  it("is refused over a city that is there", async () => {
    const onto = restore({ source: backup.file, dataDir: at("twin"), supabaseFolder });

    await expect(onto).rejects.toThrow(/--force/);
  });

  it("of a newer release is refused before anything is written", async () => {
    const older = at("older-release");
    cpSync(supabaseFolder, older, { recursive: true });
    const [last] = readdirSync(join(older, "migrations")).sort().reverse();
    rmSync(join(older, "migrations", last ?? ""));

    await expect(
      restore({ source: backup.file, dataDir: at("never"), supabaseFolder: older }),
    ).rejects.toThrow(/newer release/);
    expect(existsSync(at("never"))).toBe(false);
  });

  it.each([
    ["cut in half", (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
    ["with its last block missing", (bytes: Buffer) => bytes.subarray(0, -20)],
    ["with one byte changed", (bytes: Buffer) => flip(bytes, Math.floor(bytes.length / 3))],
    ["that is no archive at all", () => Buffer.from("hello")],
    ["that is empty", () => Buffer.alloc(0)],
  ])("%s is refused as damaged, and nothing is written", async (_what, damage) => {
    const file = at("damaged.tar.gz");
    writeFileSync(file, damage(readFileSync(backup.file)));

    await expect(restore({ source: file, dataDir: at("never"), supabaseFolder })).rejects.toThrow(
      /damaged|not a backup/,
    );
    expect(existsSync(at("never"))).toBe(false);
  });

  it("passed over for an older one when the newest is damaged", async () => {
    const dataDir = at("choice");
    mkdirSync(join(dataDir, "backups"), { recursive: true });
    const good = join(dataDir, "backups/wangge-20260101T000000Z-hourly.tar.gz");
    const bad = join(dataDir, "backups/wangge-20260102T000000Z-hourly.tar.gz");
    cpSync(backup.file, good);
    writeFileSync(bad, readFileSync(backup.file).subarray(0, 5000));

    const choice = await newestGoodBackup(dataDir);

    expect(choice).toMatchObject({ good: { file: good }, damaged: [bad] });
  });

  it("made by itself is one of the last 24; one asked for stays", () => {
    const dataDir = at("rotation");
    mkdirSync(join(dataDir, "backups"), { recursive: true });
    for (let hour = 10; hour < 40; hour += 1) {
      writeFileSync(join(dataDir, `backups/wangge-202601${hour}T000000Z-hourly.tar.gz`), "");
    }
    writeFileSync(join(dataDir, "backups/wangge-20250101T000000Z-manual.tar.gz"), "");

    rotateBackups(dataDir);

    const kept = listBackups(dataDir);
    expect(kept).toHaveLength(25);
    expect(kept.at(-1)).toMatch(/manual/);
    expect(kept[23]).toMatch(/20260116/);
  });
});

function flip(bytes: Buffer, offset: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[offset] = (copy[offset] ?? 0) ^ 255;
  return copy;
}

const missing = nativeMissing();
describe.skipIf(missing)(`the road from pilot to city — skipped: ${missing}`, () => {
  it("leads from embedded to native and back, equal row by row", async () => {
    const { url } = await createTestDatabase();
    await restore({ source: backup.file, dataDir: at("city"), databaseUrl: url, supabaseFolder });
    expect(await readBack(await openPg(url))).toEqual(rows);

    const city = await openPg(url);
    const returning = await createBackup({
      db: city,
      dataDir: at("city"),
      storageFolder: at("city/storage"),
      reason: "manual",
    });
    await city.close();
    await restore({ source: returning.file, dataDir: at("home"), supabaseFolder });

    expect(await readBack(await openPglite({ folder: at("home/db") }))).toEqual(rows);
    expect(readFileSync(at("home/storage/photo.json"), "utf8")).toContain("image/png");
  });

  it("does not overwrite a native city unasked, and backs it up first when asked", async () => {
    const { url } = await createTestDatabase();
    const target = { source: backup.file, dataDir: at("city2"), databaseUrl: url, supabaseFolder };
    await restore(target);

    await expect(restore(target)).rejects.toThrow(/--force/);
    await restore({ ...target, force: true });

    expect(listBackups(target.dataDir).map((file) => /-before-restore\./.test(file))).toEqual([
      true,
    ]);
    expect(await readBack(await openPg(url))).toEqual(rows);
  });
});
