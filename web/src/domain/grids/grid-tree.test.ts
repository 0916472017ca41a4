import { expect, test } from "vitest";
import { type GridNode, GridTree, gridName } from "./grid-tree.ts";

const node = (gridId: number, parentId: number | null, level: number, code: string): GridNode => ({
  gridId,
  parentId,
  level,
  code,
  name: `格${gridId}`,
  nameEn: gridId === 1 ? "City" : "",
  initials: "",
  labelLng: 0,
  labelLat: 0,
  box: [0, 0, 1, 1],
  areaSquareMeters: 1,
});
const tree = new GridTree([
  node(4, 2, 3, "010102"),
  node(3, 2, 3, "010101"),
  node(2, 1, 2, "0101"),
  node(1, null, 1, "01"),
]);

test("the chain runs from the city down to the grid", () => {
  expect(tree.chain(4).map((one) => one.gridId)).toEqual([1, 2, 4]);
  expect(tree.chain(99)).toEqual([]);
});

test("children and siblings come in the order of their codes", () => {
  expect(tree.children(2).map((one) => one.gridId)).toEqual([3, 4]);
  expect(tree.siblings(4).map((one) => one.gridId)).toEqual([3, 4]);
});

test("scope follows the tree", () => {
  expect(tree.isInside(3, 1)).toBe(true);
  expect(tree.isInside(3, 4)).toBe(false);
  expect(tree.ancestorOfLevel(3, 2)?.gridId).toBe(2);
});

test("English falls back to Chinese where a grid has no English name", () => {
  expect(gridName(node(1, null, 1, "01"), "en")).toBe("City");
  expect(gridName(node(2, 1, 2, "0101"), "en")).toBe("格2");
});

test("a cycle in the parents does not hang the chain", () => {
  const loop = new GridTree([node(1, 2, 2, "a"), node(2, 1, 2, "b")]);
  expect(loop.chain(1).length).toBe(8);
});
