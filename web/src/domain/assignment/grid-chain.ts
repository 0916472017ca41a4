export type GridNode = {
  readonly gridId: number;
  readonly level: number;
  readonly parentGridId: number | null;
};

/** The grid and its parents up to the city, finest first. Parents come from the tree, never from geometry. */
export function chainOf(gridId: number, nodes: ReadonlyMap<number, GridNode>): GridNode[] {
  const chain: GridNode[] = [];
  let next: number | null = gridId;
  while (next !== null) {
    const node = nodes.get(next);
    // A parent that is missing or comes twice is a broken tree, not a shorter one.
    if (node === undefined) throw new RangeError(`Grid ${next} is not in the tree`);
    if (chain.includes(node)) throw new RangeError(`Grid ${next} is its own ancestor`);
    chain.push(node);
    next = node.parentGridId;
  }
  return chain;
}

/** The unit grid counts only when the tree puts it into the community that answers (ADR 0010). */
export function agreeingUnitGrid(
  unitGridId: number | null,
  communityGridId: number,
  nodes: ReadonlyMap<number, GridNode>,
): number | null {
  if (unitGridId === null) return null;
  return nodes.get(unitGridId)?.parentGridId === communityGridId ? unitGridId : null;
}
