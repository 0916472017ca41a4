import { expect, test } from "vitest";
import type { LatticeMultiPolygon } from "../lattice/lattice-polygon.ts";
import { scaleOfLatitude } from "../lattice/scaled-distance.ts";
import { assignPoint } from "./assign-point.ts";
import { buildReferenceIndex } from "./reference-index.ts";

const KX = scaleOfLatitude(0); // 65536: a lattice unit is about 1.11 cm on both axes
const METER = 90; // lattice units, rounded up: 90 * 1.112 cm = 1.0007 m

const box = (x0: number, y0: number, x1: number, y1: number): LatticeMultiPolygon => [
  [Int32Array.of(x0, y0, x1, y0, x1, y1, x0, y1)],
];

const west = { gridId: 1, code: "b", polygon: box(0, 0, 100 * METER, 100 * METER) };
const east = { gridId: 2, code: "a", polygon: box(100 * METER, 0, 200 * METER, 100 * METER) };
const far = { gridId: 3, code: "0", polygon: box(240 * METER, 0, 300 * METER, 100 * METER) };
const index = buildReferenceIndex([west, east, far]);

const assign = (xMeters: number, yMeters: number, accuracyMeters: number | null = 0) =>
  assignPoint(index, { x: xMeters * METER, y: yMeters * METER, accuracyMeters }, KX);

test("a point inside goes to its grid, with the distance to the border", () => {
  const found = assign(10, 50);
  expect(found).toMatchObject({ method: "inside", gridId: 1, candidates: [] });
  expect(found.method === "inside" && found.borderDistanceMeters).toBeCloseTo(10, 1);
});

test("a point on a shared border, or on a corner, goes to the lowest code", () => {
  expect(assign(100, 50)).toMatchObject({ method: "inside", gridId: 2 });
  expect(assign(100, 0)).toMatchObject({ method: "inside", gridId: 2 });
});

test("a point outside goes to the nearest grid within thirty metres, though it claims to be exact", () => {
  expect(assign(-29, 50)).toMatchObject({ method: "nearest", gridId: 1 });
  expect(assign(-31, 50)).toEqual({ method: "unassigned", candidates: [] });
});

test("a poor accuracy widens the search, to two hundred metres at most", () => {
  expect(assign(-150, 50, 160)).toMatchObject({ method: "nearest", gridId: 1 });
  expect(assign(-199, 50, 5000)).toMatchObject({ method: "nearest", gridId: 1 });
  expect(assign(-201, 50, 5000)).toMatchObject({ method: "unassigned" });
});

test("equidistant grids: the lowest code wins, whatever the order they came in", () => {
  expect(assign(220, 50)).toMatchObject({ method: "nearest", gridId: 3 });
  expect(assign(100, -10)).toMatchObject({ method: "nearest", gridId: 2 });
  const one = assignPoint(index, { x: 220 * METER - 1, y: 0, accuracyMeters: 0 }, KX);
  expect(one).toMatchObject({ gridId: 2 });
});

test("nearer to the border than the accuracy, the neighbours are candidates, nearest first", () => {
  expect(assign(95, 50, 4).candidates).toEqual([]);
  expect(assign(95, 50, 6).candidates.map(({ gridId }) => gridId)).toEqual([2]);
  expect(assign(195, 50, 100).candidates.map(({ gridId }) => gridId)).toEqual([3, 1]);
});

test("an unknown accuracy counts as thirty metres", () => {
  expect(assign(75, 50, null).candidates).toHaveLength(1);
  expect(assign(65, 50, null).candidates).toHaveLength(0);
});

test("a hole belongs to nobody, its border to the grid", () => {
  const hole = Int32Array.of(10, 10, 10, 90, 90, 90, 90, 10);
  const ring = Int32Array.of(0, 0, 100, 0, 100, 100, 0, 100);
  const holed = buildReferenceIndex([{ gridId: 9, code: "9", polygon: [[ring, hole]] }]);
  expect(holed.ownersOf(50, 50)).toEqual([]);
  expect(holed.ownersOf(10, 50)).toEqual([0]);
  expect(holed.ownersOf(10, 10)).toEqual([0]);
});

test("no grids and an empty grid leave every point unassigned", () => {
  const none = buildReferenceIndex([]);
  const point = { x: 0, y: 0, accuracyMeters: null };
  expect(assignPoint(none, point, KX).method).toBe("unassigned");
  const empty = buildReferenceIndex([{ gridId: 1, code: "1", polygon: [] }]);
  expect(assignPoint(empty, point, KX).method).toBe("unassigned");
});
