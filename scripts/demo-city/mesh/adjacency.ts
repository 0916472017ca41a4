/** Edges of the mesh as `from * 2^26 + to`, and who lies to the left of each. */
import type { MeshCell } from "./voronoi-mesh.ts";

export const EDGE_BASE = 67108864;

export function edgeKey(from: number, to: number): number {
  return from * EDGE_BASE + to;
}

export function forEachEdge(
  ring: readonly number[],
  visit: (from: number, to: number) => void,
): void {
  for (let i = 0; i < ring.length; i += 1) {
    const from = ring[i];
    const to = ring[(i + 1) % ring.length];
    if (from !== undefined && to !== undefined) visit(from, to);
  }
}

/** The cell on the left of each directed edge. */
export function leftCells(cells: readonly MeshCell[]): Map<number, number> {
  const left = new Map<number, number>();
  cells.forEach((cell, index) => {
    forEachEdge(cell.ring, (from, to) => left.set(edgeKey(from, to), index));
  });
  return left;
}

/** Neighbours across an edge, in ring order. */
export function neighbours(
  cells: readonly MeshCell[],
  left: ReadonlyMap<number, number>,
): number[][] {
  return cells.map((cell) => {
    const found: number[] = [];
    forEachEdge(cell.ring, (from, to) => {
      const other = left.get(edgeKey(to, from));
      if (other !== undefined && !found.includes(other)) found.push(other);
    });
    return found;
  });
}

/** Connected groups of the members, each in discovery order, largest first. */
export function components(members: readonly number[], next: readonly number[][]): number[][] {
  const open = new Set(members);
  const groups: number[][] = [];
  for (const start of members) {
    if (!open.delete(start)) continue;
    const group = [start];
    for (let i = 0; i < group.length; i += 1) {
      for (const other of next[group[i] ?? -1] ?? []) if (open.delete(other)) group.push(other);
    }
    groups.push(group);
  }
  return groups.sort((a, b) => b.length - a.length);
}
