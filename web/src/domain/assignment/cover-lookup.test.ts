import fc from "fast-check";
import { expect, test } from "vitest";
import { NOWHERE } from "../lattice/lattice-point.ts";
import type { LatticeMultiPolygon } from "../lattice/lattice-polygon.ts";
import { buildCellCover } from "./cell-cover.ts";
import { ownersOf, ownersOfLngLats } from "./cover-batch.ts";
import { NO_OWNER, ownerOf } from "./cover-lookup.ts";

const square = (x: number, y: number, size: number): LatticeMultiPolygon => [
  [Int32Array.of(x, y, x + size, y, x + size, y + size, x, y + size)],
];

const board = Array.from({ length: 64 }, (_, i) =>
  square((i % 8) * 1000, Math.floor(i / 8) * 1000, 1000),
);

test("a batch answers as single points do, in the order asked", () => {
  const cover = buildCellCover(board);
  const coordinate = fc.integer({ min: -1500, max: 9500 });
  fc.assert(
    fc.property(fc.array(coordinate, { minLength: 2, maxLength: 3000 }), (values) => {
      const xy = Int32Array.from(values.slice(0, values.length - (values.length % 2)));
      const owners = ownersOf(cover, xy);
      for (let i = 0; i < owners.length; i++) {
        expect(owners[i]).toBe(ownerOf(cover, xy[2 * i] ?? 0, xy[2 * i + 1] ?? 0));
      }
    }),
    { numRuns: 50 },
  );
});

test("degrees are snapped and asked as lattice points are, whatever was asked before", () => {
  const cover = buildCellCover(board);
  for (const count of [2000, 3, 500]) {
    const xy = Int32Array.from({ length: 2 * count }, (_, i) => (i * 7919) % 9500);
    const lngLats = Float64Array.from(xy, (units) => units / 1e7);
    expect(ownersOfLngLats(cover, lngLats)).toEqual(ownersOf(cover, xy));
  }
  expect([...ownersOfLngLats(cover, Float64Array.of(Number.NaN, 0))]).toEqual([NO_OWNER]);
});

test("what could not be snapped has no owner", () => {
  const cover = buildCellCover(board);
  expect(ownerOf(cover, NOWHERE, NOWHERE)).toBe(NO_OWNER);
  const xy = new Int32Array(2000).fill(NOWHERE);
  expect(new Set(ownersOf(cover, xy))).toEqual(new Set([NO_OWNER]));
});

test("polygons of the size of continents are exact at their edges", () => {
  const step = 60_000_000;
  const continents = [square(-step, -step, step), square(0, -step, step), square(-step, 0, step)];
  const cover = buildCellCover(continents);
  expect(ownerOf(cover, 0, 0)).toBe(0);
  expect(ownerOf(cover, 1, -1)).toBe(1);
  expect(ownerOf(cover, 1, 1)).toBe(NO_OWNER);
  expect(ownerOf(cover, -1, 0)).toBe(0);
  expect(ownerOf(cover, -1, 1)).toBe(2);
  expect(ownerOf(cover, step, -1)).toBe(1);
  expect(ownerOf(cover, step + 1, -1)).toBe(NO_OWNER);
});

test("the index works from a transferred or shared copy of its array", () => {
  const { words } = buildCellCover(board);
  const shared = new Int32Array(new SharedArrayBuffer(words.byteLength));
  shared.set(words);
  expect(ownerOf({ words: shared }, 2500, 3500)).toBe(26);
});
