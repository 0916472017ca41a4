import { expect, test } from "vitest";
import { type CasePoint, flagSuspended, PointStore } from "./point-store.ts";

const point = (caseId: number, over: Partial<CasePoint> = {}): CasePoint => ({
  caseId,
  x: caseId * 10,
  y: 5,
  state: "handling",
  classId: null,
  deadlineS: 1000,
  reportedS: 0,
  flags: 0,
  street: 3,
  community: 4,
  ...over,
});

function storeOf(...points: CasePoint[]): PointStore {
  const store = new PointStore();
  for (const one of points) store.upsert(one);
  return store;
}

test("a new case is appended, a known one changed in place", () => {
  const store = new PointStore();
  expect(store.upsert(point(1))).toBe(true);
  expect(store.upsert(point(1, { x: 99 }))).toBe(false);
  expect(store.count).toBe(1);
  expect(store.xs[0]).toBe(99);
  expect(store.positions[0]).toBeCloseTo(99e-7, 12);
});

test("removing a case keeps the others and their rows dense", () => {
  const store = storeOf(point(1), point(2), point(3));
  expect(store.remove(1)).toBe(true);
  expect(store.remove(1)).toBe(false);
  expect(store.count).toBe(2);
  expect([...store.caseIds.slice(0, 2)].sort()).toEqual([2, 3]);
  for (const caseId of [2, 3]) expect(store.caseIds[store.rowOf(caseId)]).toBe(caseId);
});

test("ten thousand appended cases are all found again", () => {
  const store = storeOf(...Array.from({ length: 10_000 }, (_, index) => point(index + 1)));
  expect(store.count).toBe(10_000);
  expect(store.xs[store.rowOf(9_999)]).toBe(99_990);
});

test("the box count includes its edges", () => {
  const store = storeOf(point(1), point(2), point(3));
  expect(store.countInBox([10, 5, 20, 5])).toBe(2);
});

test("cases on the very same point are listed together", () => {
  const store = storeOf(point(1, { x: 7 }), point(2, { x: 7 }), point(3));
  expect(store.coincidentWith(1).sort()).toEqual([1, 2]);
  expect(store.coincidentWith(42)).toEqual([]);
});

test("the clock of a row reads its deadline, stage and suspension", () => {
  const store = storeOf(
    point(1),
    point(2, { flags: flagSuspended }),
    point(3, { deadlineS: null }),
  );
  expect(store.clockAt(0, 1001)).toBe("overdue");
  expect(store.clockAt(1, 1001)).toBe("suspended");
  expect(store.clockAt(2, 1001)).toBe("untimed");
});

test("columns of the server become rows in order", () => {
  const store = PointStore.fromColumns({
    case_id: [5, 6],
    x: [1, 2],
    y: [3, 4],
    state: ["filed", "checking"],
    class_id: ["a", null],
    deadline: [null, 50],
    reported: [1, 2],
    flags: [0, 8],
    street: [null, 1],
    community: [null, 2],
  });
  expect(store.count).toBe(2);
  expect(store.stageAt(1)).toBe("check");
  expect(store.streets[0]).toBe(-1);
});
