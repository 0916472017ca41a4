import { closeSync, ftruncateSync, openSync } from "node:fs";
import { join } from "node:path";
import iconv from "iconv-lite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { importDatabaseOf } from "../../scripts/import/import-database.ts";
import type { Stack } from "../../supabase/embedded/stack.ts";
import {
  formatIssue,
  type ImportIssue,
  ImportRefused,
} from "../../web/src/domain/import/import-issue.ts";
import { openTestStack } from "../fixtures/test-stack.ts";
import {
  feature,
  fingerprint,
  importCity,
  importFile,
  refusalOf,
  ring,
  type SmallCity,
  smallCity,
  writeCity,
} from "./small-city.ts";

let stack: Stack;
let before: Record<string, string>;

beforeAll(async () => {
  stack = await openTestStack();
  const city = smallCity();
  city.manifest.supervisors = undefined;
  await importCity(stack, city);
  before = await fingerprint(stack);
});

afterAll(() => stack?.close());

/** Imports the changed city and answers what it was refused for, having seen that nothing moved. */
async function refused(change: (city: SmallCity) => void): Promise<ImportIssue> {
  const city = smallCity();
  change(city);
  const issues = await refusalOf(importCity(stack, city));
  expect(await fingerprint(stack)).toEqual(before);
  const issue = issues.find((each) => each.code !== "too_many_rejects");
  if (!issue) throw new Error("no reason was given");
  const text = formatIssue(issue);
  expect(text.zh).toMatch(/\p{Script=Han}/u);
  expect(text.en).toMatch(/^[a-z.]+( (feature|row) \d+)?( \(\w+\))?: [A-Za-z0-9]/);
  for (const said of [text.zh, text.en]) expect(said).not.toMatch(/\{\w+\}|\?|undefined/);
  return issue;
}

const badCase = (line: string) => (city: SmallCity) => {
  city.cases.push(line);
};

test("broken JSON names the file and the line", async () => {
  const issue = await refused((city) => {
    city.files["streets.geojson"] = '{"type": "FeatureCollection",\n"features": [\n{"type": }';
  });
  expect(issue).toMatchObject({
    code: "json_broken",
    file: "streets.geojson",
    params: { line: 3 },
  });
});

test("swapped axes are told from the city's box, with the first feature named", async () => {
  const issue = await refused((city) => {
    city.communities = [feature("W1", ring(30.03, 120.01, 30.05, 120.03))];
  });
  expect(issue).toMatchObject({
    code: "swapped_axes",
    file: "communities.geojson",
    feature: 1,
    id: "W1",
  });
});

test("feet for degrees", async () => {
  const issue = await refused((city) => {
    city.streets[1] = feature("E", ring(775_000, 2_950_000, 776_000, 2_951_000));
  });
  expect(issue).toMatchObject({ code: "not_degrees", file: "streets.geojson", feature: 2 });
});

test("a file that says it is in feet contradicts a manifest in degrees", async () => {
  const issue = await refused((city) => {
    city.files["streets.geojson"] = JSON.stringify({
      type: "FeatureCollection",
      crs: { type: "name", properties: { name: "urn:ogc:def:crs:EPSG::2249" } },
      features: city.streets,
    });
  });
  expect(issue).toMatchObject({ code: "crs_in_file", file: "streets.geojson" });
});

test("a ring that crosses itself", async () => {
  const issue = await refused((city) => {
    city.communities[0] = feature("W1", [
      [120.01, 30.03],
      [120.03, 30.05],
      [120.03, 30.03],
      [120.01, 30.05],
      [120.01, 30.03],
    ]);
  });
  expect(issue).toMatchObject({
    code: "ring_crosses_itself",
    file: "communities.geojson",
    feature: 1,
  });
});

test("a hole outside its shell", async () => {
  const issue = await refused((city) => {
    city.communities[2] = feature(
      "E1",
      ring(120.03, 30.03, 120.05, 30.05),
      ring(120.06, 30.06, 120.07, 30.07),
    );
  });
  expect(issue).toMatchObject({
    code: "hole_outside_shell",
    file: "communities.geojson",
    feature: 3,
  });
});

test("NaN in a geometry", async () => {
  const issue = await refused((city) => {
    const text = JSON.stringify({ type: "FeatureCollection", features: city.streets });
    city.files["streets.geojson"] = text.replace("[120.03,30.01]", "[NaN, 30.01]");
  });
  expect(issue).toMatchObject({
    code: "coordinate_not_number",
    file: "streets.geojson",
    feature: 1,
  });
});

test("NaN for a case's position", async () => {
  const issue = await refused(badCase("9,NaN,30.02,2026-01-02 10:00:00,,,街头怪事,,,"));
  expect(issue).toMatchObject({
    code: "coordinate_not_number",
    file: "cases.csv",
    row: 5,
    id: "9",
  });
});

test("empty geometry", async () => {
  const issue = await refused((city) => {
    city.communities[1] = { ...feature("W2"), geometry: null };
  });
  expect(issue).toMatchObject({ code: "geometry_empty", file: "communities.geojson", feature: 2 });
});

test("duplicate codes name both features", async () => {
  const issue = await refused((city) => {
    city.communities[3] = feature("W1", ring(120.03, 30.01, 120.05, 30.03));
  });
  expect(issue).toMatchObject({
    code: "duplicate_code",
    feature: 4,
    params: { code: "W1", other: 1 },
  });
});

test("a child more than half outside its parent", async () => {
  const issue = await refused((city) => {
    city.communities[0] = feature("W1", ring(120.025, 30.03, 120.05, 30.05));
  });
  expect(issue).toMatchObject({
    code: "mostly_outside_parent",
    feature: 1,
    params: { percent: 80, parent: "W" },
  });
});

test("a repair that would change the area by more than 0.1 %", async () => {
  const issue = await refused((city) => {
    // Two parts that lie over each other: drawn twice, once after a repair.
    city.communities[0] = {
      ...feature("W1"),
      geometry: {
        type: "MultiPolygon",
        coordinates: [
          [ring(120.01, 30.03, 120.03, 30.05)],
          [ring(120.012, 30.032, 120.028, 30.048)],
        ],
      },
    };
  });
  expect(issue).toMatchObject({
    code: "repair_changes_area",
    file: "communities.geojson",
    feature: 1,
  });
});

test("a fourth supervisor", async () => {
  const issue = await refused((city) => {
    const rows = ["grid,name", "W1,甲", "W1,乙", "W1,丙", "W1,丁"];
    city.manifest.supervisors = { file: "supervisors.csv" };
    city.files["supervisors.csv"] = `${rows.join("\n")}\n`;
  });
  expect(issue).toMatchObject({
    code: "fourth_supervisor",
    file: "supervisors.csv",
    row: 5,
    params: { grid: "W1", name: "丁" },
  });
});

test("a case dated in the future", async () => {
  const issue = await refused(badCase("9,120.04,30.02,2027-01-02 10:00:00,,,街头怪事,,,"));
  expect(issue).toMatchObject({ code: "case_in_future", file: "cases.csv", row: 5, id: "9" });
});

test("a coordinate in the sea", async () => {
  const issue = await refused(badCase("9,125.5,30.02,2026-01-02 10:00:00,,,街头怪事,,,"));
  expect(issue).toMatchObject({ code: "outside_city", file: "cases.csv", row: 5, id: "9" });
});

test("a file of 200 MB is answered before it is read", async () => {
  const path = writeCity(smallCity());
  const handle = openSync(join(path, "../communities.geojson"), "w");
  ftruncateSync(handle, 200 * 1024 * 1024);
  closeSync(handle);
  const work = async () => importFile(importDatabaseOf(stack.db), path);
  const [issue] = await refusalOf(work());
  expect(issue).toMatchObject({
    code: "file_too_large",
    file: "communities.geojson",
    params: { megabytes: 200 },
  });
  expect(await fingerprint(stack)).toEqual(before);
});

test("a CSV in GB 18030 without saying so names the line and the way out", async () => {
  const issue = await refused((city) => {
    city.files["cases.csv"] = iconv.encode(city.cases.join("\n"), "gb18030");
  });
  expect(issue).toMatchObject({ code: "not_utf8", file: "cases.csv", params: { line: 2 } });
  expect(formatIssue(issue).en).toContain("gb18030");
});

test("a column that is not there is named with those that are", async () => {
  const issue = await refused((city) => {
    city.cases[0] = "id,lon,lat,reported,due,closed,type,unit,address,community";
  });
  expect(issue).toMatchObject({
    code: "column_missing",
    file: "cases.csv",
    params: { column: "lng" },
  });
});

test("the same case twice in one file", async () => {
  const issue = await refused((city) => {
    city.cases.push(city.cases[1] ?? "");
  });
  expect(issue).toMatchObject({ code: "duplicate_case_id", row: 5, params: { other: 2 } });
});

test("a reference system that is not supported", async () => {
  const issue = await refused((city) => {
    const [streets, ...others] = city.manifest.grids as object[];
    city.manifest.grids = [{ ...streets, crs: "EPSG:2249" }, ...others];
  });
  expect(issue).toMatchObject({ code: "crs_unknown", file: "streets.geojson" });
});

test("--strict refuses polygons that are no clean coverage", async () => {
  const city = smallCity();
  city.communities[0] = feature("W1", ring(120.01, 30.0299, 120.03, 30.05));
  const [issue] = await refusalOf(importCity(stack, city, { strict: true }));
  expect(issue).toMatchObject({
    code: "unclean_strict",
    params: { overlaps: 1, gaps: 0, outside: 0 },
  });
  expect(await fingerprint(stack)).toEqual(before);
});

test("a city of another code is not put over this one", async () => {
  const issue = await refused((city) => {
    city.manifest.city = { ...(city.manifest.city as object), code: "3302" };
  });
  expect(issue.code).toBe("other_city");
});

test("a demo folder is refused with the one command that makes a fresh one", async () => {
  await stack.db.query("update public.city set is_demo = true");
  try {
    const [issue] = await refusalOf(importCity(stack, smallCity()));
    expect(issue?.code).toBe("demo_folder");
    expect(issue && formatIssue(issue).zh).toContain("npm run import -- … --new-dir …");
  } finally {
    await stack.db.query("update public.city set is_demo = false");
  }
});

test("a refusal is a value of its own kind, so that a fault of the program is never taken for one", () => {
  expect(new ImportRefused([]).name).toBe("ImportRefused");
});
