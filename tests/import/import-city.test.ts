import iconv from "iconv-lite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Stack } from "../../supabase/embedded/stack.ts";
import type { ImportReport } from "../../web/src/domain/import/import-report.ts";
import { importReportSchema } from "../../web/src/domain/import/import-report.ts";
import { decodeCoverage } from "../../web/src/domain/lattice/coverage-codec.ts";
import { nativeMissing, openTestStack, type TestBackend } from "../fixtures/test-stack.ts";
import { feature, fingerprint, importCity, ring, smallCity } from "./small-city.ts";

async function rowsOf<Row>(stack: Stack, sql: string): Promise<Row[]> {
  return (await stack.db.query<Row>(sql)).rows;
}

function suite(backend: TestBackend) {
  let stack: Stack;
  let report: ImportReport;

  beforeAll(async () => {
    stack = await openTestStack(backend);
    report = await importCity(stack, smallCity());
  });

  afterAll(() => stack?.close());

  test("the report is an object of the schema and counts what was read and kept", () => {
    expect(importReportSchema.parse(report)).toEqual(report);
    expect(report.grids.street).toMatchObject({ read: 2, kept: 2, made: 0, new: 2 });
    expect(report.grids.community).toMatchObject({ read: 4, kept: 4, repaired: 0 });
    expect(report.cases).toMatchObject({ read: 3, kept: 3, new: 3, assigned: 3, unassigned: 0 });
    expect(report.topology).toMatchObject({ overlaps: 0, gaps: 0, outside_parent: 0 });
  });

  test("missing levels are made, codes composed west to east and north to south", async () => {
    expect(report.grids.city?.made).toBe(1);
    expect(report.grids.district?.made).toBe(1);
    const rows = await rowsOf<{ code: string; source_code: string | null }>(
      stack,
      "select code, source_code from public.grid_versions order by level, code",
    );
    expect(rows.map((row) => `${row.code} ${row.source_code}`)).toEqual([
      "3301 null",
      "330101 null",
      "330101001 W",
      "330101002 E",
      "330101001001 W1",
      "330101001002 W2",
      "330101002001 E1",
      "330101002002 E2",
    ]);
  });

  test("a made parent has exactly its children's outer border", async () => {
    const [row] = await rowsOf<{ same: boolean; points: number }>(
      stack,
      `select extensions.st_equals(geom_e7, extensions.st_makeenvelope(1200100000, 300100000, 1200500000, 300500000)) as same,
              extensions.st_npoints(geom_e7) as points
       from public.grid_versions where level = 1`,
    );
    // Four corners and the two ends of the border between the streets: nothing was simplified away.
    expect(row).toEqual({ same: true, points: 7 });
  });

  test("first versions and three numbered supervisors hold from the beginning of time", async () => {
    const [versions] = await rowsOf<{ ok: boolean }>(
      stack,
      "select bool_and(lower_inf(valid) or lower(valid) = '-infinity') as ok from public.grid_versions",
    );
    expect(versions?.ok).toBe(true);
    const slots = await rowsOf<{ slots: string }>(
      stack,
      `select string_agg(slot::text, '' order by slot) as slots from public.supervisor_slots
       where valid @> '1990-01-01'::timestamptz group by grid_id`,
    );
    expect(slots).toEqual(Array.from({ length: 4 }, () => ({ slots: "123" })));
  });

  test("a closed case comes in written off, with two imported events, on nobody's account", async () => {
    const [row] = await rowsOf<Record<string, unknown>>(
      stack,
      `select c.state, c.source, c.on_account, c.round, c.assign_method, v.source_code, s.slot3 is not null as supervised,
              k.class_id, (select string_agg(e.kind || e.imported, ' ' order by e.event_id) from public.case_events as e
                           where e.case_id = c.case_id) as events
       from public.cases as c join public.grid_versions as v on v.version_id = c.reported_version_id
       join public.case_classes as k on k.class_id = c.class_id
       join public.case_supervisors as s on s.case_id = c.case_id where c.source_key = '1'`,
    );
    expect(row).toMatchObject({
      state: "written_off",
      source: "imported",
      on_account: false,
      round: 0,
      assign_method: "inside",
      source_code: "W1",
      supervised: true,
      events: "reportedtrue closedtrue",
    });
    // 暴露垃圾 is a class of the catalogue: it is mapped by name.
    expect(String(row?.class_id)).toMatch(/^GB47678/);
  });

  test("a foreign class is kept as a local one and listed, a department becomes a unit", () => {
    expect(report.classes).toEqual([
      { class_id: "IMPORT:matter:99999", name: "街头怪事", cases: 2 },
    ]);
    expect(report.units).toEqual([
      { code: "DEPT-城管队", name: "城管队", cases: 2 },
      { code: "DEPT-环卫所", name: "环卫所", cases: 1 },
    ]);
  });

  test("a case beside a border keeps its neighbours as candidates, and labels are compared", async () => {
    const [row] = await rowsOf<{ source_code: string; metres: number }>(
      stack,
      `select v.source_code, round(k.distance_m * 1000) as metres from public.case_candidates as k
       join public.cases as c on c.case_id = k.case_id and c.source_key = '3'
       join public.grid_versions as v on v.grid_id = k.grid_id`,
    );
    expect(row).toEqual({ source_code: "E2", metres: 96 });
    expect(report.cases.expect.community).toEqual({
      rows: 3,
      agree: 2,
      share: 0.6667,
      nearest_agree: 0,
    });
  });

  test("the compact geometry of each level holds its polygons, and the outline is the land", async () => {
    const rows = await rowsOf<{ level: number; body: string }>(
      stack,
      "select level, encode(body, 'base64') as body from public.grid_coverages order by level",
    );
    const counts = rows.map((row) => decodeCoverage(Buffer.from(row.body, "base64")).size);
    expect(rows.map((row) => row.level)).toEqual([1, 2, 3, 4]);
    expect(counts).toEqual([1, 1, 2, 4]);
    const layers = await rowsOf<{ name: string }>(stack, "select name from public.base_layers");
    expect(layers).toEqual([{ name: "land" }]);
  });

  test("the same files again change nothing but the list of imports", async () => {
    const before = await fingerprint(stack);
    const again = await importCity(stack, smallCity());
    const after = await fingerprint(stack);
    expect(again.cases).toMatchObject({ read: 3, kept: 3, new: 0 });
    expect(again.grids.community).toMatchObject({ same: 4, new: 0, changed: 0 });
    for (const table of ["public.import_reports", "private.imports"]) {
      delete before[table];
      delete after[table];
    }
    expect(after).toEqual(before);
  });

  test("a dry run says what would be and writes nothing", async () => {
    const before = await fingerprint(stack);
    const city = smallCity();
    city.cases.push("4,120.04,30.04,2026-01-02 10:00:00,,,街头怪事,,,");
    const dry = await importCity(stack, city, { dryRun: true });
    expect(dry).toMatchObject({ dry_run: true, cases: { new: 1 } });
    expect(await fingerprint(stack)).toEqual(before);
  });

  test("a table in GB 18030 is read when the manifest says so", async () => {
    const city = smallCity();
    const [cases] = city.manifest.cases as object[];
    city.manifest.cases = [{ ...cases, encoding: "gb18030" }];
    city.cases.push("5,120.04,30.04,2026-01-02 10:00:00,,,街头怪事,城管队,解放路5号,");
    city.files["cases.csv"] = iconv.encode(`${city.cases.join("\n")}\n`, "gb18030");
    const read = await importCity(stack, city);
    expect(read.cases).toMatchObject({ read: 4, new: 1 });
    const [row] = await rowsOf<{ address: string }>(
      stack,
      "select address from public.cases where source_key = '5'",
    );
    expect(row?.address).toBe("解放路5号");
  });

  test("changed geometry makes a new version, keeps the code and marks what overlaps", async () => {
    const city = smallCity();
    city.communities[0] = feature("W1", ring(120.01, 30.029, 120.03, 30.05));
    const changed = await importCity(stack, city);
    expect(changed.grids.community).toMatchObject({ changed: 2, same: 2, new: 0 });
    expect(changed.topology).toMatchObject({ overlaps: 1, gaps: 0, outside_parent: 0 });
    const [worst] = changed.topology.worst;
    expect(worst).toMatchObject({ kind: "overlap", source_codes: ["W1", "W2"] });
    const rows = await rowsOf<{ code: string; versions: number; unclean: boolean }>(
      stack,
      `select code, count(*)::integer as versions, bool_or(unclean) filter (where upper_inf(valid)) as unclean
       from public.grid_versions where level = 4 group by code order by code`,
    );
    expect(rows).toEqual([
      { code: "330101001001", versions: 2, unclean: true },
      { code: "330101001002", versions: 2, unclean: true },
      { code: "330101002001", versions: 1, unclean: false },
      { code: "330101002002", versions: 1, unclean: false },
    ]);
  });

  test("cases of a grid that moved are in their new one, with an event; what was reported stays", async () => {
    const city = smallCity();
    // The border between the streets moves west past case 3, which lay a metre beside it.
    city.streets[0] = feature("W", ring(120.01, 30.01, 120.0299, 30.05));
    city.streets[1] = feature("E", ring(120.0299, 30.01, 120.05, 30.05));
    city.communities = [
      feature("W1", ring(120.01, 30.03, 120.0299, 30.05)),
      feature("W2", ring(120.01, 30.01, 120.0299, 30.03)),
      feature("E1", ring(120.0299, 30.03, 120.05, 30.05)),
      feature("E2", ring(120.0299, 30.01, 120.05, 30.03)),
    ];
    await importCity(stack, city);
    const rows = await rowsOf<Record<string, unknown>>(
      stack,
      `select c.source_key as key, r.source_code as reported, n.source_code as now, s.source_code as street,
              (select count(*)::integer from public.case_events as e
               where e.case_id = c.case_id and e.kind = 'rezoned') as moves
       from public.cases as c join public.grid_versions as r on r.version_id = c.reported_version_id
       join public.grid_versions as n on n.grid_id = c.current_community and n.valid @> private.now()
       join public.grid_versions as s on s.grid_id = c.current_street and s.valid @> private.now()
       where c.source_key in ('2', '3') order by c.source_key`,
    );
    expect(rows).toEqual([
      { key: "2", reported: "E2", now: "E2", street: "E", moves: 0 },
      { key: "3", reported: "W2", now: "E2", street: "E", moves: 1 },
    ]);
  });
}

describe("a small city on the embedded database", () => suite("embedded"));

const missing = nativeMissing();
describe.skipIf(missing)(
  `a small city on PostgreSQL${missing ? ` — skipped: ${missing}` : ""}`,
  () => suite("native"),
);
