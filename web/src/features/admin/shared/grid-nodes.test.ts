import { expect, test } from "vitest";
import type { GridsTree } from "../../../domain/schemas/grid.ts";
import { buildGridNodes } from "./grid-nodes.ts";

function treeOf(
  rows: [id: number, parent: number | null, level: number, name: string][],
): GridsTree {
  const numbers = rows.map(() => 0);
  const blanks = rows.map(() => "");
  return {
    digest: "d",
    grids: {
      grid_id: rows.map(([id]) => id),
      version_id: numbers,
      parent_id: rows.map(([, parent]) => parent),
      level: rows.map(([, , level]) => level),
      code: rows.map(([id]) => `98${id}`),
      name: rows.map(([, , , name]) => name),
      name_en: rows.map(([, , , name]) => (name === "北街" ? "North Street" : "")),
      initials: rows.map(([, , , name]) => (name === "北街" ? "bj" : "")),
      kind: blanks,
      label_x: numbers,
      label_y: numbers,
      min_x: numbers,
      min_y: numbers,
      max_x: numbers,
      max_y: numbers,
      area_m2: numbers,
      unclean: [],
    },
  };
}

const tree = treeOf([
  [1, null, 1, "示范市"],
  [2, 1, 2, "东湖区"],
  [3, 2, 3, "北街"],
  [4, 3, 4, "一社区"],
]);

test("the tree ends at the deepest level that may be chosen", () => {
  const [city] = buildGridNodes({ tree, levels: [3], isEnglish: false });
  expect(city?.children[0]?.children[0]?.title).toBe("北街");
  expect(city?.children[0]?.children[0]?.children).toEqual([]);
});

test("levels above lead to the choice and cannot be chosen", () => {
  const [city] = buildGridNodes({ tree, levels: [3], isEnglish: false });
  expect(city?.selectable).toBe(false);
  expect(city?.children[0]?.children[0]?.selectable).toBe(true);
});

test("a grid is found by Chinese, English, code and initials, and shown in the language of the page", () => {
  const [city] = buildGridNodes({ tree, levels: [2, 3], isEnglish: true });
  const street = city?.children[0]?.children[0];
  expect(street?.title).toBe("North Street");
  for (const text of ["北街", "north", "983", "bj"]) expect(street?.search).toContain(text);
  expect(city?.title).toBe("示范市");
});
