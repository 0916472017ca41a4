import { expect, test } from "vitest";
import { buildCellCover } from "../../domain/assignment/cell-cover.ts";
import { gridUnder } from "./grid-lookup.ts";

const square = (x: number, y: number, side: number) => [
  [Int32Array.from([x, y, x + side, y, x + side, y + side, x, y + side])],
];
const lookup = {
  cover: buildCellCover([square(0, 0, 10_000_000), square(10_000_000, 0, 10_000_000)]),
  gridIds: [71, 72],
};

test("the grid under the pointer is found, on a shared border the lower code", () => {
  expect(gridUnder(lookup, 0.5, 0.5)).toBe(71);
  expect(gridUnder(lookup, 1.5, 0.5)).toBe(72);
  expect(gridUnder(lookup, 1, 0.5)).toBe(71);
});

test("outside every grid there is none", () => {
  expect(gridUnder(lookup, -0.5, 0.5)).toBeNull();
  expect(gridUnder(lookup, 2.5, 0.5)).toBeNull();
  expect(gridUnder(lookup, 131, 16)).toBeNull();
});
