import { expect, test } from "vitest";
import { formatIssue, type ImportIssue, ImportRefused } from "./import-issue.ts";
import { parseManifest } from "./parse-manifest.ts";

const city = {
  code: "2500",
  name: "Boston",
  timezone: "America/New_York",
  bbox: [-72, 42, -70, 43],
};

function issuesOf(text: string): readonly ImportIssue[] {
  try {
    parseManifest(text, "manifest.json");
    return [];
  } catch (error) {
    if (error instanceof ImportRefused) return error.issues;
    throw error;
  }
}

test("a city alone is a manifest; what is left out has its default", () => {
  const manifest = parseManifest(JSON.stringify({ city }), "manifest.json");
  expect(manifest.grids).toEqual([]);
  expect(manifest.cases).toEqual([]);
});

test("broken JSON names the line", () => {
  const [issue] = issuesOf('{\n"city": {\n"code": 25,,\n');
  expect(issue).toMatchObject({ code: "json_broken", params: { line: 3 } });
});

test("a misspelt key is refused with its path", () => {
  const [issue] = issuesOf(JSON.stringify({ city, gridz: [] }));
  expect(issue?.code).toBe("manifest_invalid");
  expect(issue && formatIssue(issue).en).toContain("gridz");
});

test("a box that is turned round and an unknown time zone are refused", () => {
  const bad = { ...city, bbox: [-70, 42, -72, 43], timezone: "Mars/Olympus" };
  expect(issuesOf(JSON.stringify({ city: bad })).map((issue) => issue.params.path)).toEqual([
    "city.timezone",
    "city.bbox",
  ]);
});

test("sections of later versions are named as such", () => {
  expect(issuesOf(JSON.stringify({ city, people: "people.csv" }))).toMatchObject([
    { code: "manifest_later", params: { path: "people" } },
  ]);
});

test("levels go from coarse to fine, each once", () => {
  const level = (name: string) => ({ level: name, file: `${name}.geojson`, source_code: "code" });
  const grids = [level("community"), level("street")];
  expect(issuesOf(JSON.stringify({ city, grids }))[0]?.code).toBe("levels_out_of_order");
});

test("every message is written in both languages with the place before it", () => {
  const text = formatIssue({
    code: "duplicate_code",
    file: "wards.geojson",
    feature: 3,
    id: "19",
    params: { code: "19", other: 1 },
  });
  expect(text.zh).toBe("wards.geojson 第 3 个要素（19）：编号 19 与第 1 个要素重复");
  expect(text.en).toBe("wards.geojson feature 3 (19): code 19 is the same as feature 1's");
});
