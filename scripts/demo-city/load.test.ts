import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bootstrap } from "../../supabase/embedded/bootstrap.ts";
import type { Database } from "../../supabase/embedded/database.ts";
import { migrate } from "../../supabase/embedded/migrations.ts";
import { openPg } from "../../supabase/embedded/pg-database.ts";
import { decodeCoverage } from "../../web/src/domain/lattice/coverage-codec.ts";
import {
  type NativeCluster,
  nativeSkipReason,
  startNativeCluster,
} from "../test/native-cluster.ts";
import { readDemoCity } from "./city-files.ts";
import { loadDemoCity } from "./load.ts";
import { shiftDemoCity } from "./shift.ts";

const reason = nativeSkipReason();
const title = "the demo city in PostgreSQL";
const now = new Date("2026-11-23T03:10:00Z");

describe.skipIf(reason)(reason ? `${title} — skipped: ${reason}` : title, () => {
  let cluster: NativeCluster;
  let db: Database;
  const all = async <Row>(sql: string): Promise<Row[]> => (await db.query<Row>(sql)).rows;
  const one = async <Row>(sql: string): Promise<Row | undefined> => (await all<Row>(sql))[0];

  beforeAll(async () => {
    cluster = await startNativeCluster();
    cluster.createDatabase("demo");
    db = await openPg(cluster.url("demo"));
    await bootstrap(db);
    await migrate(db, {
      supabaseFolder: fileURLToPath(new URL("../../supabase", import.meta.url)),
    });
    await loadDemoCity(db, { now, cases: 3000, days: 60 });
  }, 300_000);

  afterAll(async () => {
    await db?.close();
    await cluster?.stop();
  });

  test.each([2, 3, 4, 5])(
    "level %i covers the level above exactly, says PostGIS",
    async (level) => {
      expect(await all(`select * from private.level_faults(${level}::smallint)`)).toEqual([]);
    },
  );

  test("one vertex moved by one unit is found, with the parents it tears", async () => {
    const lease = await db.lease();
    await lease.exec("begin");
    await lease.exec(`
      update public.grid_versions set geom_e7 = (
        select extensions.st_multi(extensions.st_makepolygon(extensions.st_addpoint(extensions.st_addpoint(
          extensions.st_removepoint(extensions.st_removepoint(r.line, extensions.st_npoints(r.line) - 1), 0),
          extensions.st_makepoint(extensions.st_x(extensions.st_startpoint(r.line)) + 1, extensions.st_y(extensions.st_startpoint(r.line))), 0),
          extensions.st_makepoint(extensions.st_x(extensions.st_startpoint(r.line)) + 1, extensions.st_y(extensions.st_startpoint(r.line))))))
        from (select extensions.st_exteriorring(extensions.st_geometryn(geom_e7, 1)) as line) as r)
      where level = 5 and code like '990102003001%' and code like '%005'`);
    const { rows: faults } = await lease.query<{ kind: string }>(
      "select kind from private.level_faults(5::smallint)",
    );
    await lease.exec("rollback");
    lease.release();
    expect(faults.length).toBeGreaterThanOrEqual(4);
    expect(new Set(faults.map((fault) => fault.kind))).toEqual(new Set(["unpaired_edge"]));
  });

  test("every case has the grid that the database's own rule gives", async () => {
    const wrong = await one<{ n: number }>(`
      with c as materialized (
        select case_id, x, y, accuracy_m, reported_at, current_community, assign_method,
          row_number() over (order by case_id) as ord
        from public.cases where assign_method <> 'inside' or case_id % 3 = 0
      ), a as (
        select * from private.assign_points_bulk(
          (select array_agg(x order by ord) from c), (select array_agg(y order by ord) from c),
          (select array_agg(accuracy_m order by ord) from c), (select array_agg(reported_at order by ord) from c))
      )
      select count(*)::integer as n from c join a using (ord)
      where a.grid_id is distinct from c.current_community or a.method <> c.assign_method`);
    expect(wrong).toEqual({ n: 0 });
  }, 120_000);

  test("every assigned case has its three supervisors as of the report", async () => {
    const row = await one<{ missing: number; wrong: number }>(`
      select count(*) filter (where s.case_id is null)::integer as missing,
        count(*) filter (where s.slot1 is distinct from (
          select t.person_id from public.supervisor_slots as t
          where t.grid_id = c.reported_community and t.slot = 1 and t.valid @> c.reported_at))::integer as wrong
      from public.cases as c left join public.case_supervisors as s using (case_id)
      where c.reported_community is not null`);
    expect(row).toEqual({ missing: 0, wrong: 0 });
  });

  test("foreign keys hold although their triggers were off", async () => {
    const keys = await all<{ check: string }>(`
      select format('select count(*)::integer as n from %s as a where a.%I is not null and not exists (select from %s as b where b.%I = a.%I)',
        k.conrelid::regclass, f.attname, k.confrelid::regclass, t.attname, f.attname) as check
      from pg_constraint as k
      join pg_attribute as f on f.attrelid = k.conrelid and f.attnum = k.conkey[1]
      join pg_attribute as t on t.attrelid = k.confrelid and t.attnum = k.confkey[1]
      where k.contype = 'f' and array_length(k.conkey, 1) = 1
        and k.connamespace in ('public'::regnamespace, 'private'::regnamespace)`);
    expect(keys.length).toBeGreaterThan(30);
    for (const { check } of keys) expect([check, await one(check)]).toEqual([check, { n: 0 }]);
  });

  test("memberships fit their roles although their triggers were off", async () => {
    await expect(
      db.exec("begin; update public.memberships set reason = reason; rollback"),
    ).resolves.toBeUndefined();
  });

  test("the stored coverage of each level decodes to the polygons of the tables", async () => {
    const city = readDemoCity();
    for (const level of [1, 2, 3, 4, 5]) {
      const row = await one<{ body: string }>(
        `select encode(body, 'hex') as body from public.grid_coverages where level = ${level}`,
      );
      const decoded = decodeCoverage(new Uint8Array(Buffer.from(row?.body ?? "", "hex")));
      expect(decoded.size).toBe(city.grids.filter((grid) => grid.level === level).length);
    }
  });

  test("an older folder moves by whole weeks, and the present one not at all", async () => {
    const before = await one<{ newest: string }>(
      "select max(reported_at) as newest from public.cases",
    );
    expect(await shiftDemoCity(db, { now: new Date("2026-11-29T03:00:00Z") })).toEqual({
      weeks: 0,
    });
    expect(await shiftDemoCity(db, { now: new Date("2026-12-10T03:00:00Z") })).toEqual({
      weeks: 2,
    });
    const after = await one<{ newest: string; late: number; numbers: number }>(`
      select max(reported_at) as newest, count(*) filter (where reported_at > '2026-12-10T03:00:00Z')::integer as late,
        count(*) filter (where case_no not like to_char(reported_at at time zone 'Asia/Shanghai', 'YYYYMMDD') || '-%')::integer as numbers
      from public.cases`);
    expect(Date.parse(after?.newest ?? "") - Date.parse(before?.newest ?? "")).toBe(
      14 * 86_400_000,
    );
    expect(after).toMatchObject({ late: 0, numbers: 0 });
    expect(await shiftDemoCity(db, { now: new Date("2026-12-10T03:00:00Z") })).toEqual({
      weeks: 0,
    });
  }, 120_000);
});
