import type { GridNode, GridTree } from "../../domain/grids/grid-tree.ts";

/** Grids whose code, initials or name fits, best first: exact, then beginning, then inside. */
export function matchGrids(tree: GridTree, text: string, limit: number): GridNode[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === "") return [];
  const found: { node: GridNode; rank: number }[] = [];
  for (const node of tree.nodes.values()) {
    const rank = rankOf(node, wanted);
    if (rank !== null) found.push({ node, rank: rank * 10 + node.level });
  }
  return found
    .sort((a, b) => a.rank - b.rank)
    .slice(0, limit)
    .map(({ node }) => node);
}

function rankOf(node: GridNode, wanted: string): number | null {
  const keys = [node.name.toLowerCase(), node.nameEn.toLowerCase(), node.code, node.initials];
  if (keys.includes(wanted)) return 0;
  if (keys.some((key) => key.startsWith(wanted))) return 1;
  return keys[0]?.includes(wanted) || keys[1]?.includes(wanted) ? 2 : null;
}
