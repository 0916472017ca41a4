import { expect, test } from "vitest";
import { dissolve } from "./dissolve.ts";
import { labelPoint } from "./label-point.ts";
import type { Mesh } from "./mesh.ts";
import { locate } from "./ring-access.ts";

/** Three by three squares of side ten; cell 4 is the middle one. */
function board(): Mesh {
  const x: number[] = [];
  const y: number[] = [];
  for (let row = 0; row < 4; row += 1) {
    for (let column = 0; column < 4; column += 1) {
      x.push(column * 10);
      y.push(row * 10);
    }
  }
  const cells = Array.from({ length: 9 }, (_, i) => {
    const corner = Math.floor(i / 3) * 4 + (i % 3);
    return [[corner, corner + 1, corner + 5, corner + 4]];
  });
  return { x, y, cells };
}

test("cells that meet along edges become one polygon with the outer vertices", () => {
  expect(dissolve(board(), [0, 1]).map((part) => part.map((r) => [...r]))).toEqual([
    [[0, 0, 10, 0, 20, 0, 20, 10, 10, 10, 0, 10]],
  ]);
});

test("a ring of cells has the missing one as its hole", () => {
  const [part, ...others] = dissolve(board(), [0, 1, 2, 3, 5, 6, 7, 8]);
  expect(others).toEqual([]);
  expect(part?.map((r) => r.length / 2)).toEqual([12, 4]);
});

test("cells that meet in a point only are two parts", () => {
  expect(dissolve(board(), [0, 4])).toHaveLength(2);
});

test("a hole that touches the shell in a vertex stays a hole", () => {
  const parts = dissolve(board(), [1, 2, 3, 5, 6, 7, 8]);
  expect(
    parts
      .flat()
      .map((r) => r.length / 2)
      .sort((a, b) => a - b),
  ).toEqual([4, 12]);
});

test("a label lies inside its polygon even when the centroid does not", () => {
  const horseshoe = dissolve(board(), [0, 1, 2, 3, 6, 7, 8]);
  const { x, y } = labelPoint(horseshoe);
  expect(locate(x, y, horseshoe[0]?.[0] ?? Int32Array.of())).toBe(1);
});
