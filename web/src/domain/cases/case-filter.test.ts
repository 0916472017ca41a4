import { expect, test } from "vitest";
import {
  type CaseFilter,
  countConditions,
  emptyFilter,
  type FilteredCase,
  formatFilter,
  matchesFilter,
  parseFilter,
  toServerFilter,
} from "./case-filter.ts";

const full: CaseFilter = {
  ...emptyFilter,
  withClosed: true,
  states: ["filed", "handling"],
  sources: ["hotline"],
  classId: "GB47678.5:matter:06001",
  overdue: true,
  inView: true,
  text: "井盖; 100%, 破",
  sort: "newest",
};
const row: FilteredCase = {
  state: "handling",
  suspended: false,
  reportedAtS: 100,
  deadlineAtS: 200,
  classId: "a",
  onAccount: true,
  urgent: false,
  unassigned: false,
};
const at = { nowS: 150, dayStartS: 50 };

test("a filter survives the way into the URL and back", () => {
  expect(parseFilter(formatFilter(full))).toEqual(full);
});

test("the empty filter leaves no trace in the URL", () => {
  expect(formatFilter(emptyFilter)).toBeUndefined();
  expect(parseFilter(undefined)).toEqual(emptyFilter);
});

test("unknown words in a shared link are left out", () => {
  expect(
    parseFilter({ overdue: true, nonsense: 1, state: ["boom"], sort: "upside", q: null, class: 7 }),
  ).toEqual({
    ...emptyFilter,
    overdue: true,
  });
});

test("the server is asked for open cases unless states or closed ones are wanted", () => {
  const place = { gridId: 7, bbox: null, dayStart: "2026-11-23T00:00:00+08:00" };
  expect(toServerFilter(emptyFilter, place)).toEqual({ sort: "deadline", open: true, grid_id: 7 });
  expect(toServerFilter({ ...emptyFilter, states: ["filed"] }, place)).not.toHaveProperty("open");
  expect(toServerFilter({ ...emptyFilter, today: true, unassigned: true }, place)).toMatchObject({
    since: place.dayStart,
    assign: ["unassigned"],
  });
});

test("a live case is judged by what its message says", () => {
  expect(matchesFilter(emptyFilter, row, at)).toBe(true);
  expect(matchesFilter(emptyFilter, { ...row, state: "written_off" }, at)).toBe(false);
  expect(matchesFilter({ ...emptyFilter, overdue: true }, row, at)).toBe(false);
  expect(matchesFilter({ ...emptyFilter, overdue: true }, row, { ...at, nowS: 201 })).toBe(true);
  expect(matchesFilter({ ...emptyFilter, today: true }, row, { ...at, dayStartS: 101 })).toBe(
    false,
  );
});

test("a live case under a text filter is left to the server", () => {
  expect(matchesFilter({ ...emptyFilter, text: "井盖" }, row, at)).toBeNull();
});

test("sort and viewport are not counted as conditions", () => {
  expect(countConditions({ ...emptyFilter, sort: "newest", inView: true })).toBe(0);
  expect(countConditions(full)).toBe(6);
});
