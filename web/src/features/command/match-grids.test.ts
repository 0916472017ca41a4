import { expect, test } from "vitest";
import { type GridNode, GridTree } from "../../domain/grids/grid-tree.ts";
import { matchGrids } from "./match-grids.ts";

const node = (
  gridId: number,
  level: number,
  code: string,
  name: string,
  initials: string,
): GridNode => ({
  gridId,
  parentId: null,
  level,
  code,
  name,
  nameEn: "",
  initials,
  labelLng: 0,
  labelLat: 0,
  box: [0, 0, 1, 1],
  areaSquareMeters: 1,
});
const tree = new GridTree([
  node(1, 3, "990101", "北街街道", "bjjd"),
  node(2, 4, "990101001", "北街社区", "bjsq"),
  node(3, 4, "990101002", "河北社区", "hbsq"),
]);
const found = (text: string) => matchGrids(tree, text, 8).map((one) => one.gridId);

test("pinyin initials find a grid", () => {
  expect(found("bjsq")).toEqual([2]);
});

test("the beginning of a code finds the grid and what lies below, coarse first", () => {
  expect(found("990101")).toEqual([1, 2, 3]);
});

test("a name that begins with the words stands before one that holds them", () => {
  expect(found("北")).toEqual([1, 2, 3]);
  expect(found("河")).toEqual([3]);
});

test("nothing is found for nothing", () => {
  expect(found("  ")).toEqual([]);
});
