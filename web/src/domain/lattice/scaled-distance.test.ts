import fc from "fast-check";
import { expect, test } from "vitest";
import {
  borderDistance,
  compareFractions,
  compareToLimit,
  fractionMeters,
  scaledLimit,
  scaleOfLatitude,
  segmentDistance,
} from "./scaled-distance.ts";

const KX = scaleOfLatitude(31);

test("points mirrored about an edge are exactly as far from it", () => {
  const coordinate = fc.integer({ min: -1_000_000, max: 1_000_000 });
  fc.assert(
    fc.property(coordinate, coordinate, coordinate, coordinate, (ax, ay, dx, dy) => {
      const a = [ax, ay] as const;
      const b = [ax + 2 * dx, ay + 2 * dy] as const;
      // Turned by half a turn about the middle of the edge.
      const left = segmentDistance([ax + 17, ay - 5], a, b, KX);
      const right = segmentDistance([b[0] - 17, b[1] + 5], a, b, KX);
      expect(compareFractions(left, right)).toBe(0);
    }),
  );
});

test("the float filter never changes the nearest edge", () => {
  const coordinate = fc.integer({ min: -40, max: 40 });
  const vertices = fc.array(fc.tuple(coordinate, coordinate), { minLength: 3, maxLength: 12 });
  fc.assert(
    fc.property(vertices, coordinate, coordinate, (points, px, py) => {
      const ring = Int32Array.from(points.flat());
      const found = borderDistance([[ring]], [px, py], KX);
      const all = points.map((a, i) =>
        segmentDistance([px, py], a, points[(i + 1) % points.length] ?? a, KX),
      );
      const least = all.reduce((best, d) => (compareFractions(d, best) < 0 ? d : best));
      expect(found !== null && compareFractions(found, least)).toBe(0);
    }),
  );
});

test("thirty metres north are thirty metres", () => {
  const thirty = Math.round(30 / 0.011119507973463158);
  const squared = segmentDistance([0, thirty], [-5, 0], [5, 0], KX);
  expect(fractionMeters(squared)).toBeCloseTo(30, 1);
});

test("a limit is met exactly at its edge", () => {
  const limit = scaledLimit(30);
  const squared = { num: limit * limit, den: 1n };
  expect(compareToLimit(squared, limit)).toBe(0);
  expect(compareToLimit({ num: limit * limit + 1n, den: 1n }, limit)).toBe(1);
});
