import { expect, test } from "vitest";
import { type CasePoint, PointStore } from "../../domain/cases/point-store.ts";
import { nearestCases } from "./nearest-cases.ts";

const point = (caseId: number, x: number): CasePoint => ({
  caseId,
  x,
  y: 0,
  state: "handling",
  classId: null,
  deadlineS: null,
  reportedS: 0,
  flags: 0,
  street: null,
  community: null,
});

test("cases within reach come nearest first, the others not at all", () => {
  const store = new PointStore();
  for (const one of [point(1, 30), point(2, 10), point(3, 9000)]) store.upsert(one);
  const area = { lng: 0, lat: 0, reachLng: 100e-7, reachLat: 100e-7 };
  expect(nearestCases(store, area)).toEqual([2, 1]);
});
