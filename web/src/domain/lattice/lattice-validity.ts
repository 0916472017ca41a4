import { MAX_X, MAX_Y } from "./lattice-point.ts";
import { forEachEdge, type LatticeMultiPolygon, ringArea2 } from "./lattice-polygon.ts";

/**
 * Longest span of an edge along either axis, in lattice units (6.7 degrees). Below it every
 * point-in-polygon determinant stays under 2^53, so doubles are exact here and in PostGIS.
 */
export const MAX_EDGE_SPAN = 67_000_000;

export type LatticeFault =
  | { kind: "empty" }
  | { kind: "off-globe"; x: number; y: number }
  | { kind: "too-few-vertices"; part: number; ring: number }
  | { kind: "no-area"; part: number; ring: number }
  | { kind: "edge-too-long"; from: [number, number]; to: [number, number] };

/** What makes a polygon unfit for exact predicates. Simplicity is PostGIS's and the editor's to prove. */
export function findLatticeFaults(polygon: LatticeMultiPolygon): LatticeFault[] {
  const faults: LatticeFault[] = [];
  if (polygon.length === 0) faults.push({ kind: "empty" });
  polygon.forEach((part, partIndex) => {
    if (part.length === 0) faults.push({ kind: "empty" });
    part.forEach((ring, ringIndex) => {
      const where = { part: partIndex, ring: ringIndex };
      if (ring.length < 6) faults.push({ kind: "too-few-vertices", ...where });
      else if (ringArea2(ring) === 0n) faults.push({ kind: "no-area", ...where });
    });
  });
  forEachEdge(polygon, (ax, ay, bx, by) => {
    if (Math.abs(bx) > MAX_X || Math.abs(by) > MAX_Y) {
      faults.push({ kind: "off-globe", x: bx, y: by });
    }
    if (Math.abs(bx - ax) >= MAX_EDGE_SPAN || Math.abs(by - ay) >= MAX_EDGE_SPAN) {
      faults.push({ kind: "edge-too-long", from: [ax, ay], to: [bx, by] });
    }
  });
  return faults;
}

/** Throws when an edge is too long for exact predicates: a bug of whoever stored it. */
export function assertEdgeSpans(polygon: LatticeMultiPolygon): void {
  forEachEdge(polygon, (ax, ay, bx, by) => {
    if (Math.abs(bx - ax) >= MAX_EDGE_SPAN || Math.abs(by - ay) >= MAX_EDGE_SPAN) {
      throw new RangeError(`Edge (${ax}, ${ay})-(${bx}, ${by}) spans 6.7 degrees or more`);
    }
  });
}
