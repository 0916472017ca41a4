import { expect, test } from "vitest";
import { agreeingUnitGrid, chainOf, type GridNode } from "./grid-chain.ts";

const nodes = new Map<number, GridNode>(
  [
    { gridId: 1, level: 1, parentGridId: null },
    { gridId: 2, level: 2, parentGridId: 1 },
    { gridId: 4, level: 4, parentGridId: 2 },
    { gridId: 5, level: 5, parentGridId: 4 },
    { gridId: 6, level: 5, parentGridId: 7 },
    { gridId: 8, level: 4, parentGridId: 8 },
  ].map((node) => [node.gridId, node]),
);

test("the chain climbs to the city by the tree", () => {
  expect(chainOf(4, nodes).map(({ gridId }) => gridId)).toEqual([4, 2, 1]);
});

test("a missing parent and a circle are refused", () => {
  expect(() => chainOf(6, nodes)).toThrow("Grid 7 is not in the tree");
  expect(() => chainOf(8, nodes)).toThrow("its own ancestor");
});

test("a unit grid of another community is left out", () => {
  expect(agreeingUnitGrid(5, 4, nodes)).toBe(5);
  expect(agreeingUnitGrid(6, 4, nodes)).toBeNull();
  expect(agreeingUnitGrid(null, 4, nodes)).toBeNull();
});
