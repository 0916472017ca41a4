import { afterAll, beforeAll, expect, test } from "vitest";
import { databaseOfServer, importControl } from "../../scripts/import/import-control.ts";
import type { ImportDatabase } from "../../scripts/import/import-database.ts";
import { finishInterrupted } from "../../scripts/import/import-job.ts";
import type { RunningServer } from "../../supabase/embedded/start-server.ts";
import { startTestServer } from "../fixtures/test-stack.ts";
import { importFile, refusalOf, smallCity, writeCity } from "./small-city.ts";

let server: RunningServer;
let database: ImportDatabase;

beforeAll(async () => {
  server = await startTestServer("embedded", {
    controlHandlers: (stack) => importControl(stack),
  });
  const found = await databaseOfServer(server.stack.dataDir);
  if (!found) throw new Error("no server answers on the socket");
  database = found;
});

afterAll(() => server?.close());

const caseCount = 3_000;

/** Enough cases for several batches and several slices. */
function busyCity() {
  const city = smallCity();
  for (let n = 0; n < caseCount; n += 1) {
    const lng = 120.011 + (n % 60) * 0.0006;
    const lat = 30.011 + Math.floor(n / 60) * 0.0007;
    city.cases.push(
      `b${n},${lng.toFixed(6)},${lat.toFixed(6)},2026-03-01 08:00:00,,,街头怪事,城管队,地址${n},`,
    );
  }
  return city;
}

/** What an operator's request needs: its own turn at the one connection, a write committed. */
async function fileReport(no: number): Promise<void> {
  await server.stack.db.query(
    "insert into public.settings (key, value, reason) values ($1, '1', 'test')",
    [`test_${no}`],
  );
}

test("between any two steps of an import the server answers an operator", async () => {
  let answered = 0;
  let largestSlice = 0;
  let published = 0;
  const counted = async () => {
    const { rows } = await server.stack.db.query<{ cases: number }>(
      "select count(*)::integer as cases from public.cases",
    );
    return rows[0]?.cases ?? 0;
  };
  const watched: ImportDatabase = {
    kind: database.kind,
    async query<Row>(sql: string, params?: readonly unknown[]) {
      // Sent first and answered while the import's own statement waits or runs.
      const report = fileReport(answered);
      const rows = await database.query<Row>(sql, params);
      await report;
      answered += 1;
      return rows;
    },
    async transaction(statements) {
      await database.transaction(statements);
      const now = await counted();
      largestSlice = Math.max(largestSlice, now - published);
      published = now;
    },
  };
  const report = await importFile(watched, writeCity(busyCity()));
  expect(report.cases).toMatchObject({ read: caseCount + 3, new: caseCount + 3 });
  expect(answered).toBeGreaterThan(20);
  expect(published).toBe(caseCount + 3);
  // No transaction holds the one connection for all of them.
  expect(largestSlice).toBeLessThan(caseCount);
});

test("a second import beside a running one is refused", async () => {
  await database.query(
    "insert into private.imports (city_code, manifest) values ('3301', 'other.json')",
  );
  const [issue] = await refusalOf(importFile(database, writeCity(smallCity())));
  expect(issue?.code).toBe("import_running");
  await database.query("delete from private.imports where state = 'staging'");
});

test("an import whose process died while staging is nobody's after a minute", async () => {
  await database.query(
    `insert into private.imports (city_code, manifest, alive_at)
     values ('3301', 'dead.json', clock_timestamp() - interval '2 minutes')`,
  );
  const report = await importFile(database, writeCity(smallCity()));
  expect(report.cases.new).toBe(0);
  const rows = await database.query(
    "select 1 from private.imports where manifest = 'dead.json' and state = 'failed'",
  );
  expect(rows).toHaveLength(1);
});

test("an import cut off while publishing is brought in to the end", async () => {
  const cutOff: ImportDatabase = {
    ...database,
    async transaction(statements) {
      const isSlice = !statements.some(({ sql }) => sql.includes("update private.imports"));
      const isPublishing = statements.some(({ sql }) => sql.includes("insert into public.cases"));
      if (isSlice && isPublishing) throw new Error("the power went");
      await database.transaction(statements);
    },
  };
  const city = busyCity();
  city.cases = city.cases.map((line) => line.replace(/^b/, "c"));
  await expect(importFile(cutOff, writeCity(city))).rejects.toThrow("the power went");
  const count = async () =>
    (
      await database.query<{ cases: number }>(
        "select count(*)::integer as cases from public.cases where source_key like 'c%'",
      )
    )[0]?.cases;
  expect(await count()).toBeLessThan(caseCount);
  expect(await finishInterrupted(database)).toBe(1);
  expect(await count()).toBe(caseCount);
  expect(await database.query("select 1 from private.import_cases")).toEqual([]);
});
