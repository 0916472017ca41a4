import type { GridsTree } from "../../../domain/schemas/grid.ts";

export type GridNode = {
  value: number;
  title: string;
  search: string;
  selectable: boolean;
  children: GridNode[];
};

/** The columns of the tree as nested nodes, down to the deepest level that may be chosen. */
export function buildGridNodes(input: {
  tree: GridsTree;
  levels: readonly number[];
  isEnglish: boolean;
}): GridNode[] {
  const { grids } = input.tree;
  const deepest = Math.max(...input.levels);
  const byId = new Map<number, GridNode>();
  const roots: GridNode[] = [];
  // The server orders by level, so a parent always comes before its children.
  grids.grid_id.forEach((gridId, index) => {
    const level = grids.level[index] ?? 0;
    if (level > deepest) return;
    const name = grids.name[index] ?? "";
    const nameEn = grids.name_en[index] ?? "";
    const node: GridNode = {
      value: gridId,
      title: input.isEnglish && nameEn !== "" ? nameEn : name,
      search: `${name} ${nameEn} ${grids.code[index]} ${grids.initials[index]}`.toLowerCase(),
      selectable: input.levels.includes(level),
      children: [],
    };
    byId.set(gridId, node);
    const parentId = grids.parent_id[index] ?? null;
    const parent = parentId === null ? undefined : byId.get(parentId);
    (parent?.children ?? roots).push(node);
  });
  return roots;
}
