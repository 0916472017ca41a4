import { expect, test } from "vitest";
import { faultExcerpt } from "./fault-excerpt.ts";

const square = (x: number, y: number, side: number) => [
  [Int32Array.from([x, y, x + side, y, x + side, y + side, x, y + side])],
];

test("only grids that meet the picture are drawn, north up, the fault in the middle", () => {
  const polygons = new Map([
    [1, square(0, 0, 10_000)],
    [2, square(5_000_000, 0, 10_000)],
  ]);
  const { half, shapes } = faultExcerpt(polygons, { x: 0, y: 0, area_m2: 1 });
  expect(half).toBe(6_000);
  expect(shapes).toEqual([{ gridId: 1, path: "M0 0L10000 0L10000 -10000L0 -10000Z" }]);
});

test("a large fault has a larger picture, a small one a circle that can be seen", () => {
  const large = faultExcerpt(new Map(), { x: 0, y: 0, area_m2: 1_000_000 });
  expect(large.half).toBeGreaterThan(100_000);
  const small = faultExcerpt(new Map(), { x: 0, y: 0, area_m2: 0.01 });
  expect(small.radius).toBe(300);
});
