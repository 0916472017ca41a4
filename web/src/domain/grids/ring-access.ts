/** Vertices of a ring by number, counted round, and where a point lies; all exact. */
import { isOnSegment, orientation } from "../lattice/exact-predicates.ts";
import type { LatticeRing } from "../lattice/lattice-polygon.ts";

export function vertexCount(ring: LatticeRing): number {
  return ring.length / 2;
}

/** X of the i-th vertex, counted round the ring. */
export function ringX(ring: LatticeRing, i: number): number {
  return ring[(2 * i) % ring.length] ?? Number.NaN;
}

export function ringY(ring: LatticeRing, i: number): number {
  return ring[(2 * i + 1) % ring.length] ?? Number.NaN;
}

/** -1 outside, 0 on the border, 1 inside. With `scale` 2 the point is given in half units. */
export function locate(x: number, y: number, ring: LatticeRing, scale: 1 | 2 = 1): -1 | 0 | 1 {
  let inside = false;
  for (let i = 0; i < vertexCount(ring); i += 1) {
    const ax = ringX(ring, i) * scale;
    const ay = ringY(ring, i) * scale;
    const bx = ringX(ring, i + 1) * scale;
    const by = ringY(ring, i + 1) * scale;
    if ((ay > y && by > y) || (ay < y && by < y)) continue;
    if (isOnSegment(x, y, ax, ay, bx, by)) return 0;
    const side = orientation(ax, ay, bx, by, x, y);
    if (ay > y !== by > y && side > 0 === by > ay) inside = !inside;
  }
  return inside ? 1 : -1;
}
