import { isOnSegment, orientation } from "./exact-predicates.ts";
import { forEachEdge, type LatticeMultiPolygon } from "./lattice-polygon.ts";

type Edge = { ax: number; ay: number; bx: number; by: number; ring: number };

/**
 * Two edges of one polygon that cross, overlap, or touch elsewhere than where one follows the other;
 * null when there are none. Rings that merely touch in a point are reported too, though OGC allows
 * some of them: a polygon without any contact is simple beyond doubt.
 */
export function findSelfContact(polygon: LatticeMultiPolygon): [Edge, Edge] | null {
  const edges: Edge[] = [];
  polygon.flat().forEach((xy, ring) => {
    forEachEdge([[xy]], (ax, ay, bx, by) => edges.push({ ax, ay, bx, by, ring }));
  });
  edges.sort((a, b) => Math.min(a.ax, a.bx) - Math.min(b.ax, b.bx));
  let open: Edge[] = [];
  for (const edge of edges) {
    const from = Math.min(edge.ax, edge.bx);
    open = open.filter((other) => Math.max(other.ax, other.bx) >= from);
    const hit = open.find((other) => haveContact(edge, other));
    if (hit !== undefined) return [hit, edge];
    open.push(edge);
  }
  return null;
}

function haveContact(e: Edge, f: Edge): boolean {
  if (Math.max(e.ay, e.by) < Math.min(f.ay, f.by)) return false;
  if (Math.max(f.ay, f.by) < Math.min(e.ay, e.by)) return false;
  if (e.ring === f.ring) {
    if (e.bx === f.ax && e.by === f.ay) return foldsBack(e, f);
    if (f.bx === e.ax && f.by === e.ay) return foldsBack(f, e);
  }
  const a = orientation(f.ax, f.ay, f.bx, f.by, e.ax, e.ay);
  const b = orientation(f.ax, f.ay, f.bx, f.by, e.bx, e.by);
  const c = orientation(e.ax, e.ay, e.bx, e.by, f.ax, f.ay);
  const d = orientation(e.ax, e.ay, e.bx, e.by, f.bx, f.by);
  if (a * b < 0 && c * d < 0) return true;
  return (
    isOnSegment(e.ax, e.ay, f.ax, f.ay, f.bx, f.by) ||
    isOnSegment(e.bx, e.by, f.ax, f.ay, f.bx, f.by) ||
    isOnSegment(f.ax, f.ay, e.ax, e.ay, e.bx, e.by) ||
    isOnSegment(f.bx, f.by, e.ax, e.ay, e.bx, e.by)
  );
}

/** `second` follows `first`: they touch in that vertex alone unless one runs back over the other. */
function foldsBack(first: Edge, second: Edge): boolean {
  return (
    isOnSegment(second.bx, second.by, first.ax, first.ay, first.bx, first.by) ||
    isOnSegment(first.ax, first.ay, second.ax, second.ay, second.bx, second.by)
  );
}
