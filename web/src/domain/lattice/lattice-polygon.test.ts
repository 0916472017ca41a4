import fc from "fast-check";
import { expect, test } from "vitest";
import { NOWHERE, snap, snapAll, snapLngLat, toDegrees, toLatticePoint } from "./lattice-point.ts";
import {
  orientPolygon,
  polygonArea2,
  ringArea2,
  toGeoJson,
  toLatticePolygon,
  toLatticeWkt,
} from "./lattice-polygon.ts";
import { assertEdgeSpans, findLatticeFaults, MAX_EDGE_SPAN } from "./lattice-validity.ts";

test("every lattice point survives degrees and back", () => {
  fc.assert(
    fc.property(fc.integer({ min: -1_800_000_000, max: 1_800_000_000 }), (units) => {
      expect(snap(toDegrees(units))).toBe(units);
    }),
    { numRuns: 5000 },
  );
});

test("halves go up, below zero too", () => {
  expect(snap(0.5e-7)).toBe(1);
  expect(snap(-0.5e-7)).toBe(0);
  expect(snap(-1.5e-7)).toBe(-1);
});

test("what is no position on the globe is not snapped", () => {
  expect(snapLngLat([Number.NaN, 0])).toBeNull();
  expect(snapLngLat([181, 0])).toBeNull();
  expect(snapLngLat([0, -90.0001])).toBeNull();
  expect([...snapAll(Float64Array.of(1, 2, Number.NaN, 3))]).toEqual([1e7, 2e7, NOWHERE, NOWHERE]);
  expect(() => toLatticePoint(0.5, 0)).toThrow(RangeError);
});

test("an area of world size is exact", () => {
  const ring = Int32Array.of(
    -1_800_000_000,
    -9e8,
    1_800_000_000,
    -9e8,
    1_800_000_000,
    9e8,
    -1_800_000_000,
    9e8 - 1,
  );
  expect(ringArea2(ring)).toBe(2n * 3_600_000_000n * 1_800_000_000n - 3_600_000_000n);
});

test("shells turn counter-clockwise, holes clockwise, and holes take area away", () => {
  const shell = Int32Array.of(0, 0, 0, 10, 10, 10, 10, 0);
  const hole = Int32Array.of(2, 2, 4, 2, 4, 4, 2, 4);
  const oriented = orientPolygon([[shell, hole]]);
  expect(oriented[0]?.map((ring) => ringArea2(ring))).toEqual([200n, -8n]);
  expect(polygonArea2([[shell, hole]])).toBe(192n);
});

test("GeoJSON round trip gives the same rings; collapsed rings are left out", () => {
  const polygon = [[Int32Array.of(0, 0, 10, 0, 10, 10)]];
  expect(toLatticePolygon(toGeoJson(polygon))).toEqual(polygon);
  const collapsed = [
    [
      [0, 0],
      [1e-9, 0],
      [0, 1e-9],
      [0, 0],
    ],
  ];
  expect(toLatticePolygon({ type: "Polygon", coordinates: collapsed })).toEqual([]);
  expect(toLatticeWkt(polygon)).toBe("MULTIPOLYGON(((0 0,10 0,10 10,0 0)))");
});

test("faults are named", () => {
  expect(findLatticeFaults([])).toEqual([{ kind: "empty" }]);
  expect(findLatticeFaults([[Int32Array.of(0, 0, 1, 1)]])[0]?.kind).toBe("too-few-vertices");
  expect(findLatticeFaults([[Int32Array.of(0, 0, 1, 1, 2, 2)]])[0]?.kind).toBe("no-area");
  const long = [[Int32Array.of(0, 0, MAX_EDGE_SPAN, 0, 0, 9)]];
  expect(findLatticeFaults(long)[0]?.kind).toBe("edge-too-long");
  expect(() => assertEdgeSpans(long)).toThrow(RangeError);
});
