import { expect, test } from "vitest";
import { manifestSchema } from "./manifest-schema.ts";
import { makeCaseReader } from "./read-case.ts";

const [file] = manifestSchema.shape.cases.parse([
  {
    file: "cases.csv",
    lng: "lng",
    lat: "lat",
    id: "id",
    reported_at: "at",
    due_at: "due",
    closed_at: "closed",
    class: "type",
    unit: "unit",
    expect: { street: "street" },
  },
]);
if (!file) throw new Error("the manifest of this test holds one file");

const row = { lng: "0.5", lat: "0.5", id: "A1", at: "2026-01-02 03:04:05", type: "Noise" };
const read = makeCaseReader(file, {
  timeZone: "UTC",
  box: [0, 0, 1, 1],
  nowMs: Date.UTC(2026, 5, 1),
  toWgs84: (x, y) => [x, y],
});
const issueOf = (change: Record<string, string>) => {
  const result = read({ ...row, ...change }, 7);
  return result.ok ? null : result.issue;
};

test("a good row becomes a case on the lattice with its raw pair kept", () => {
  const result = read({ ...row, closed: "2026-01-03", unit: "PWD", street: "9" }, 2);
  expect(result).toMatchObject({
    ok: true,
    value: {
      key: "A1",
      x: 5_000_000,
      y: 5_000_000,
      rawX: 0.5,
      rawCrs: "WGS84",
      className: "Noise",
      unitName: "PWD",
      dueMs: null,
      closedMs: Date.UTC(2026, 0, 3),
      expected: { street: "9" },
    },
  });
});

test("a refused row names its file, row and id", () => {
  expect(issueOf({ lng: "" })).toMatchObject({
    code: "no_position",
    file: "cases.csv",
    row: 7,
    id: "A1",
  });
});

test("a report or a closing in the future is refused", () => {
  expect(issueOf({ at: "2026-06-02" })?.code).toBe("case_in_future");
  expect(issueOf({ closed: "2027-01-01" })?.code).toBe("case_in_future");
});

test("a time that cannot be read names its column", () => {
  expect(issueOf({ due: "soon" })).toMatchObject({
    code: "time_unreadable",
    params: { value: "soon", column: "due" },
  });
});

test("a coordinate outside the city is refused with its cause", () => {
  expect(issueOf({ lng: "30", lat: "30" })?.code).toBe("outside_city");
  expect(issueOf({ lng: "NaN" })?.code).toBe("coordinate_not_number");
});

test("closed before it was reported is kept with a warning", () => {
  const result = read({ ...row, closed: "2026-01-02 03:04:00" }, 2);
  expect(result.ok && result.warning?.code).toBe("closed_before_reported");
});

test("without an id or a class a row is refused", () => {
  expect(issueOf({ id: "" })?.code).toBe("case_id_missing");
  expect(issueOf({ type: " " })?.code).toBe("class_missing");
});
