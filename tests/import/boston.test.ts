import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { importDatabaseOf } from "../../scripts/import/import-database.ts";
import type { Stack } from "../../supabase/embedded/stack.ts";
import type { ImportReport } from "../../web/src/domain/import/import-report.ts";
import { openTestStack } from "../fixtures/test-stack.ts";
import { importFile } from "./small-city.ts";

const manifestPath = fileURLToPath(new URL("boston.manifest.json", import.meta.url));
const dataFolder = fileURLToPath(new URL("../../../shared/data/boston", import.meta.url));
const isThere = existsSync(dataFolder);
const skipped = isThere ? "" : " — skipped: ../shared/data/boston is not beside the checkout";

describe.skipIf(!isThere)(`Boston, real polygons and requests${skipped}`, () => {
  let stack: Stack;
  let report: ImportReport;

  beforeAll(async () => {
    stack = await openTestStack();
    report = await importFile(importDatabaseOf(stack.db), manifestPath);
  });

  afterAll(() => stack?.close());

  test("the recorded precinct is found for 15,230 of 15,513 requests", () => {
    expect(report.cases.expect.community).toMatchObject({
      rows: 15_513,
      agree: 15_230,
      share: 0.9818,
    });
  });

  test("the recorded ward is the tree's parent for 15,498 of 15,578 requests", () => {
    expect(report.cases.expect.street).toMatchObject({
      rows: 15_578,
      agree: 15_498,
      share: 0.9949,
    });
  });

  test("five rings that touch themselves are repaired, two precincts and three wards", () => {
    expect(report.grids.street).toMatchObject({ read: 22, kept: 22, repaired: 3 });
    expect(report.grids.community).toMatchObject({ read: 255, kept: 254, repaired: 2 });
  });

  test("the harbour islands, wholly outside their ward, are refused by name", () => {
    expect(report.grids.community?.rejected).toMatchObject([
      { code: "mostly_outside_parent", feature: 255, id: "0115" },
    ]);
  });

  test("overlaps and precincts out of their ward are kept and reported with a place on the map", () => {
    expect(report.topology.outside_parent).toBe(177);
    const overlaps = report.topology.worst.filter((fault) => fault.kind === "overlap");
    expect(overlaps[0]?.area_m2).toBeCloseTo(955, -1);
    for (const { x, y } of report.topology.worst) {
      expect(x).toBeGreaterThan(-712_000_000);
      expect(y).toBeGreaterThan(422_000_000);
    }
  });

  test("only requests without a position are refused, and every other one is a case", async () => {
    expect(report.cases).toMatchObject({
      read: 15_632,
      kept: 15_617,
      rejects: { "no position": 15 },
    });
    const { rows } = await stack.db.query<{ cases: number; events: number; supervised: number }>(
      `select (select count(*) from public.cases)::integer as cases,
              (select count(*) from public.case_events where imported)::integer as events,
              (select count(*) from public.case_supervisors where slot3 is not null)::integer as supervised`,
    );
    expect(rows[0]).toEqual({ cases: 15_617, events: 26_990, supervised: 15_586 });
  });

  test("the database assigns the same grids as the importer did", async () => {
    const { rows } = await stack.db.query<{ different: number }>(
      `with c as (
         select row_number() over (order by case_id) as ord, x, y, current_community, assign_method
         from public.cases order by case_id limit 3000
       ), a as (
         select * from private.assign_points_bulk(
           (select array_agg(x order by ord) from c), (select array_agg(y order by ord) from c))
       )
       select count(*)::integer as different from c join a using (ord)
       where c.current_community is distinct from a.grid_id or c.assign_method <> a.method`,
    );
    expect(rows[0]?.different).toBe(0);
  });
});
