import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { type Database, makeDatabase } from "./database.ts";
import { migrate } from "./migrations.ts";

let folder = "";
let db: Database;
// One database for all: PGlite takes seconds to open.
beforeAll(async () => {
  db = await barePglite();
});
afterAll(() => db.close());
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "wangge-migrations-"));
  mkdirSync(join(folder, "migrations"));
  await db.exec(`create schema supabase_migrations;
    create table supabase_migrations.schema_migrations (version text primary key, statements text[], name text);
    create table supabase_migrations.wangge_checksums (version text primary key, sha256 text not null);`);
});
afterEach(async () => {
  await db.exec("drop schema supabase_migrations cascade; drop table if exists a, b");
  rmSync(folder, { recursive: true, force: true });
});

const put = (name: string, sql: string) => writeFileSync(join(folder, "migrations", name), sql);
const run = () => migrate(db, { supabaseFolder: folder });

test("migrations apply once, in the order of their names, and are written in Supabase's own ledger", async () => {
  put("002_b.sql", "insert into a values (2);");
  put("001_a.sql", "create table a (n int); insert into a values (1);");
  expect(await run()).toEqual({ applied: ["001", "002"], fresh: true });
  expect(await run()).toEqual({ applied: [], fresh: false });
  expect((await db.query("select n from a")).rows).toEqual([{ n: 1 }, { n: 2 }]);
  const ledger = "select version, name from supabase_migrations.schema_migrations order by 1";
  expect((await db.query(ledger)).rows).toEqual([
    { version: "001", name: "a" },
    { version: "002", name: "b" },
  ]);
});

test("a migration that fails leaves nothing behind and names its line", async () => {
  put("001_a.sql", "create table a (n int);\n\nselect no_such_thing;");
  await expect(run()).rejects.toThrow(/001_a\.sql failed: .*no_such_thing.*line 3/);
  expect((await db.query("select to_regclass('a') as a")).rows).toEqual([{ a: null }]);
});

test("an applied migration that was changed is refused in one line, and so is one that is missing", async () => {
  put("001_a.sql", "create table a (n int);");
  await run();
  put("001_a.sql", "create table a (n bigint);");
  await expect(run()).rejects.toThrow(
    /^迁移文件 001_a\.sql .*Migration 001_a\.sql was changed[^\n]*$/,
  );
  rmSync(join(folder, "migrations/001_a.sql"));
  await expect(run()).rejects.toThrow(/newer than this program/);
});

test("before the first pending migration of a database in use there is time for a backup, not before a new one", async () => {
  const asked: string[][] = [];
  const options = {
    supabaseFolder: folder,
    beforePending: async (pending: readonly { version: string }[]) => {
      asked.push(pending.map(({ version }) => version));
    },
  };
  put("001_a.sql", "create table a (n int);");
  await migrate(db, options);
  put("002_b.sql", "create table b (n int);");
  await migrate(db, options);
  expect(asked).toEqual([["002"]]);
});

test("reference data runs again when its file changed", async () => {
  put("001_a.sql", "create table a (n int primary key);");
  const seed = (n: number) =>
    writeFileSync(join(folder, "seed.sql"), `insert into a values (${n}) on conflict do nothing;`);
  seed(1);
  await run();
  await run();
  seed(2);
  await run();
  expect((await db.query("select n from a order by n")).rows).toEqual([{ n: 1 }, { n: 2 }]);
});

async function barePglite(): Promise<Database> {
  const pglite = await PGlite.create();
  return makeDatabase({
    kind: "embedded",
    connect: async () => ({
      query: async <Row>(sql: string, parameters: readonly unknown[] = []) => {
        const { rows } = await pglite.query<Row>(sql, [...parameters]);
        return { rows, affectedRows: 0 };
      },
      exec: async (sql) => void (await pglite.exec(sql)),
      release() {},
    }),
    listen: () => Promise.reject(new Error("not here")),
    dumpDataDir: () => Promise.reject(new Error("not here")),
    close: () => pglite.close(),
  });
}
