import { expect, test } from "vitest";
import { locate } from "../../../web/src/domain/grids/ring-access.ts";
import { readCaseClasses } from "../../catalogue/render-seed.ts";
import { readDemoCity } from "../city-files.ts";
import { demoCalendar } from "../load.ts";
import { planCases } from "./plan-cases.ts";
import { waterByUnit } from "./water.ts";

const nowMs = Date.parse("2026-11-23T03:10:00Z");
const city = readDemoCity();
const options = {
  city,
  nowMs,
  seed: 5,
  total: 6000,
  days: 30,
  catalogue: readCaseClasses(),
  calendar: demoCalendar(),
};
const plans = planCases(options);

test("the same seed and moment give the same cases", () => {
  const again = planCases({ ...options, total: 300, days: 5 });
  expect(planCases({ ...options, total: 300, days: 5 })).toEqual(again);
});

test("nothing happens in the future, and each history is in order of time", () => {
  for (const { life, reportedMs } of plans) {
    const times = life.events.map((event) => event.ms);
    expect(Math.max(...times)).toBeLessThanOrEqual(nowMs);
    expect(times[0]).toBe(reportedMs);
    expect([...times].sort((a, b) => a - b)).toEqual(times);
  }
});

test("a case inside a community lies in a unit of that community", () => {
  for (const { assignment, unit } of plans) {
    if (assignment.method !== "inside") continue;
    expect(unit?.parentId).toBe(assignment.gridId);
  }
});

test("supervisors report more than nine cases in ten (standards 3.3)", () => {
  const share = plans.filter((plan) => plan.source === "supervisor").length / plans.length;
  expect(share).toBeGreaterThan(0.9);
  expect(share).toBeLessThan(0.97);
});

test("a round ends once: failures never exceed the rounds that were opened", () => {
  for (const { life } of plans) {
    expect(life.misses + life.failedChecks).toBeLessThanOrEqual(life.round);
    if (life.state === "written_off") expect(life.closedMs).not.toBeNull();
    expect(life.onAccount).toBe(life.round > 0 && life.closedMs === null);
  }
});

test("every shade of state is there for a visitor to see", () => {
  const open = plans.filter((plan) => plan.life.closedMs === null);
  const late = open.filter(
    (plan) => (plan.life.deadlineMs ?? nowMs) < nowMs && !plan.life.suspended,
  );
  expect(late.length).toBeGreaterThan(3);
  expect(open.filter((plan) => plan.life.round >= 2).length).toBeGreaterThan(2);
  expect(plans.filter((plan) => plan.assignment.method === "nearest").length).toBeGreaterThan(0);
  expect(plans.filter((plan) => plan.assignment.method === "unassigned").length).toBeGreaterThan(0);
  expect(plans.filter((plan) => plan.assignment.candidates.length > 0).length).toBeGreaterThan(50);
});

test("nights are quiet and the morning is not", () => {
  const hours = plans.map((plan) => Math.floor((plan.reportedMs / 3_600_000 + 8) % 24));
  const count = (from: number, to: number) => hours.filter((h) => h >= from && h < to).length;
  expect(count(8, 11)).toBeGreaterThan(10 * count(1, 4));
});

test("nobody parks a car in the river", () => {
  const water = waterByUnit(city);
  expect(water.size).toBeGreaterThan(100);
  const wet = plans.filter(({ row, unit, x, y }) => {
    const rings = unit ? (water.get(unit.gridId) ?? []) : [];
    return row.major_code === "09" && rings.some((ring) => locate(x, y, ring) >= 0);
  });
  expect(wet.length).toBeLessThanOrEqual(2);
});
