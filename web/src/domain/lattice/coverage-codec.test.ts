import fc from "fast-check";
import { expect, test } from "vitest";
import { type CoveragePolygon, decodeCoverage, encodeCoverage } from "./coverage-codec.ts";
import type { LatticeMultiPolygon, LatticeRing } from "./lattice-polygon.ts";

/** The ring turned to start at its least (x, y), ties by what follows. */
function canonicalRing(ring: LatticeRing): string {
  const points: string[] = [];
  for (let i = 0; i < ring.length; i += 2) points.push(`${ring[i]} ${ring[i + 1]}`);
  let best: string | null = null;
  for (let start = 0; start < points.length; start++) {
    const turned = [...points.slice(start), ...points.slice(0, start)].join(",");
    if (best === null || turned < best) best = turned;
  }
  return best ?? "";
}

const canonical = (polygon: LatticeMultiPolygon) => polygon.map((part) => part.map(canonicalRing));

function expectRoundTrip(polygons: readonly CoveragePolygon[]): void {
  const decoded = decodeCoverage(encodeCoverage(polygons));
  expect([...decoded.keys()]).toEqual(polygons.map(({ id }) => id));
  for (const { id, polygon } of polygons) {
    expect(canonical(decoded.get(id) ?? [])).toEqual(canonical(polygon));
  }
}

const ring = (...xy: number[]): LatticeRing => Int32Array.from(xy);

test("two neighbours, a hole with an island in it and a multipolygon survive", () => {
  const hole = ring(20, 20, 20, 40, 40, 40, 40, 20);
  const island = ring(20, 20, 40, 20, 40, 40, 20, 40);
  expectRoundTrip([
    { id: 7, polygon: [[ring(0, 0, 100, 0, 100, 100, 0, 100), hole]] },
    { id: 3, polygon: [[ring(100, 0, 200, 0, 200, 100, 100, 100)], [island]] },
  ]);
});

test("polygons at the far corners of the globe survive", () => {
  expectRoundTrip([
    { id: 0, polygon: [[ring(-1.8e9, -9e8, -1.79e9, -9e8, -1.79e9, -8.9e8)]] },
    { id: 2 ** 50, polygon: [[ring(1.8e9, 9e8, 1.79e9, 9e8, 1.79e9, 8.9e8)]] },
  ]);
});

test("no polygons, and a polygon without parts, survive", () => {
  expectRoundTrip([]);
  expectRoundTrip([{ id: 1, polygon: [] }]);
});

test("any soup of rings survives: overlaps, duplicates, shared pieces, repeated vertices", () => {
  const coordinate = fc.integer({ min: 0, max: 6 });
  const anyRing = fc
    .array(fc.tuple(coordinate, coordinate), { minLength: 3, maxLength: 9 })
    .map((points) => Int32Array.from(points.flat()));
  const polygon = fc.array(fc.array(anyRing, { minLength: 1, maxLength: 3 }), { maxLength: 3 });
  const soup = fc.array(polygon, { maxLength: 6 });
  fc.assert(
    fc.property(soup, (polygons) => {
      expectRoundTrip(polygons.map((p, id) => ({ id: id * 3, polygon: p })));
    }),
    { numRuns: 2000 },
  );
});

test("a truncated or foreign file is refused, not misread", () => {
  const bytes = encodeCoverage([
    { id: 1, polygon: [[ring(0, 0, 90_000, 0, 90_000, 80_000, 10, 90_000)]] },
  ]);
  expect(() => decodeCoverage(bytes.slice(0, bytes.length - 4))).toThrow(RangeError);
  expect(() => decodeCoverage(Uint8Array.of(1, 2, 3, 4, 5))).toThrow(RangeError);
});
