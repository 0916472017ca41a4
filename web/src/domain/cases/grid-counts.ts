import type { GridTree } from "../grids/grid-tree.ts";
import type { PointStore } from "./point-store.ts";

export interface GridCount {
  open: number;
  overdue: number;
}

/** Open and overdue cases of every grid, each case counted at its community and all above it. */
export function countByGrid(
  store: PointStore,
  tree: GridTree,
  nowS: number,
): ReadonlyMap<number, GridCount> {
  const counts = new Map<number, GridCount>();
  for (let row = 0; row < store.count; row += 1) {
    const clock = store.clockAt(row, nowS);
    if (clock === "closed") continue;
    const home = (store.communities[row] ?? -1) >= 0 ? store.communities[row] : store.streets[row];
    if (home !== undefined && home >= 0) add(counts, home, clock === "overdue");
  }
  for (const level of tree.levels().toReversed()) {
    for (const node of tree.ofLevel(level)) {
      const own = counts.get(node.gridId);
      if (own && node.parentId !== null) merge(counts, node.parentId, own);
    }
  }
  return counts;
}

function add(counts: Map<number, GridCount>, gridId: number, isOverdue: boolean): void {
  merge(counts, gridId, { open: 1, overdue: isOverdue ? 1 : 0 });
}

function merge(counts: Map<number, GridCount>, gridId: number, more: GridCount): void {
  const known = counts.get(gridId);
  if (known === undefined) counts.set(gridId, { ...more });
  else {
    known.open += more.open;
    known.overdue += more.overdue;
  }
}
