import fc from "fast-check";
import { expect, test } from "vitest";
import type { LatticeMultiPolygon } from "../lattice/lattice-polygon.ts";
import { buildCellCover } from "./cell-cover.ts";
import { NO_OWNER, ownerOf } from "./cover-lookup.ts";
import { buildReferenceIndex } from "./reference-index.ts";

const ring = (...xy: number[]): Int32Array => Int32Array.from(xy);

/** Every lattice point of a box and two units around it, asked of both. */
function expectAgreement(polygons: readonly LatticeMultiPolygon[], box: number[]): void {
  const [minX = 0, minY = 0, maxX = 0, maxY = 0] = box;
  const cover = buildCellCover(polygons);
  const reference = buildReferenceIndex(
    polygons.map((polygon, rank) => ({
      gridId: rank,
      code: String(rank).padStart(6, "0"),
      polygon,
    })),
  );
  for (let y = minY - 2; y <= maxY + 2; y++) {
    for (let x = minX - 2; x <= maxX + 2; x++) {
      const expected = reference.ownersOf(x, y)[0] ?? NO_OWNER;
      if (ownerOf(cover, x, y) !== expected) {
        expect.fail(`(${x}, ${y}): ${ownerOf(cover, x, y)}, expected ${expected}`);
      }
    }
  }
}

test("two neighbours, a hole and an island in it", () => {
  expectAgreement(
    [
      [[ring(0, 0, 40, 0, 40, 40, 0, 40), ring(10, 10, 10, 30, 30, 30, 30, 10)]],
      [[ring(40, 0, 70, 5, 40, 40)], [ring(10, 10, 30, 10, 30, 30, 10, 30)]],
    ],
    [0, 0, 70, 40],
  );
});

test("overlapping polygons: the lower code owns what both cover", () => {
  expectAgreement(
    [
      [[ring(20, 20, 60, 20, 60, 60, 20, 60)]],
      [[ring(0, 0, 40, 0, 40, 40, 0, 40)]],
      [[ring(-10, -10, 90, -10, 90, 90, -10, 90)]],
    ],
    [-10, -10, 90, 90],
  );
});

test("a coverage with T-junctions and gaps between", () => {
  expectAgreement(
    [
      [[ring(0, 0, 50, 0, 50, 50, 0, 50)]],
      [[ring(50, 0, 100, 0, 100, 25, 50, 25)]],
      [[ring(50, 25, 100, 25, 100, 50, 50, 49)]],
    ],
    [0, 0, 100, 50],
  );
});

/** A star about a centre: simple by construction. */
const star = (size: number) =>
  fc
    .record({
      x: fc.integer({ min: -size, max: size }),
      y: fc.integer({ min: -size, max: size }),
      radii: fc.array(fc.integer({ min: 2, max: size }), { minLength: 3, maxLength: 14 }),
    })
    .map(({ x, y, radii }): LatticeMultiPolygon => {
      const points = radii.flatMap((radius, i) => {
        const angle = (2 * Math.PI * i) / radii.length;
        return [x + Math.round(radius * Math.cos(angle)), y + Math.round(radius * Math.sin(angle))];
      });
      return [[Int32Array.from(points)]];
    });

test("any stars, however they overlap: every lattice point agrees with the reference", () => {
  fc.assert(
    fc.property(fc.array(star(40), { minLength: 1, maxLength: 8 }), (stars) => {
      expectAgreement(stars, [-80, -80, 80, 80]);
    }),
    { numRuns: 40 },
  );
});

test("no polygons and empty polygons own nothing", () => {
  expect(ownerOf(buildCellCover([]), 0, 0)).toBe(NO_OWNER);
  expect(ownerOf(buildCellCover([[]]), 0, 0)).toBe(NO_OWNER);
});
