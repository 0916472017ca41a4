import { expect, test } from "vitest";
import { changedBox } from "./cover-changes.ts";

const rings = (...lists: number[][]) =>
  lists.map((list) => ({ xy: Int32Array.from(list), chunkBoxes: new Int32Array(0) }));

const square = [0, 0, 10, 0, 10, 10, 0, 10];

test("nothing changed, no box", () => {
  expect(changedBox(rings(square), rings(square))).toBeNull();
  expect(changedBox([], [])).toBeNull();
});

test("a moved vertex changes the edges on both sides of it, before and after", () => {
  expect(changedBox(rings(square), rings([0, 0, 10, 0, 12, 11, 0, 10]))).toEqual([0, 0, 12, 11]);
  const wide = [0, 0, 10, 0, 20, 0, 30, 0, 30, 9];
  expect(changedBox(rings(wide), rings([0, 0, 10, 0, 20, 1, 30, 0, 30, 9]))).toEqual([
    10, 0, 30, 1,
  ]);
});

test("the first vertex is a neighbour of the last", () => {
  const [minX, minY, maxX, maxY] =
    changedBox(rings(square), rings([-5, 0, ...square.slice(2)])) ?? [];
  expect([minX, minY, maxX, maxY]).toEqual([-5, 0, 10, 10]);
});

test("vertices put in or taken out change what lies between the common ends", () => {
  expect(changedBox(rings(square), rings([0, 0, 5, -2, 10, 0, 10, 10, 0, 10]))).toEqual([
    0, -2, 10, 0,
  ]);
});

test("another number of rings changes all of the polygon", () => {
  expect(changedBox(rings(square), rings(square, [2, 2, 2, 4, 4, 4]))).toEqual([0, 0, 10, 10]);
});
