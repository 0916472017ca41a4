import type { LatticeRing } from "../lattice/lattice-polygon.ts";
import type { SourceRing } from "./cover-source.ts";

type Box = [minX: number, minY: number, maxX: number, maxY: number];

/**
 * Box of the edges that differ between two versions of a polygon; what it covers differs nowhere
 * else. null when nothing differs.
 */
export function changedBox(
  before: readonly SourceRing[],
  after: readonly SourceRing[],
): Box | null {
  const box: Box = [Infinity, Infinity, -Infinity, -Infinity];
  if (before.length === after.length) {
    before.forEach(({ xy }, i) => {
      const other = after[i]?.xy;
      if (other !== undefined) growByDifference(box, xy, other);
    });
  } else {
    for (const { xy } of [...before, ...after]) growByVertices(box, xy, 0, xy.length);
  }
  return box[0] === Infinity ? null : box;
}

/** Between their common beginning and their common end, with one vertex of each. */
function growByDifference(box: Box, a: LatticeRing, b: LatticeRing): void {
  const shorter = Math.min(a.length, b.length);
  let first = 0;
  while (first < shorter && isSameVertex(a, first, b, first)) first += 2;
  if (first === a.length && first === b.length) return;
  let last = 0;
  while (last < shorter - first && isSameVertex(a, a.length - 2 - last, b, b.length - 2 - last)) {
    last += 2;
  }
  for (const ring of [a, b]) growByVertices(box, ring, first - 2, ring.length - last + 2);
}

function isSameVertex(a: LatticeRing, i: number, b: LatticeRing, j: number): boolean {
  return a[i] === b[j] && a[i + 1] === b[j + 1];
}

/** Places may run over either end of the ring. */
function growByVertices(box: Box, ring: LatticeRing, from: number, to: number): void {
  for (let i = from; i < to; i += 2) {
    const at = (i + ring.length) % ring.length;
    const x = ring[at] ?? 0;
    const y = ring[at + 1] ?? 0;
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
  }
}
