/** Exact validity of lattice polygons: simple rings, orientation, holes in their shell and in no other hole. */
import { orientation } from "../lattice/exact-predicates.ts";
import { MAX_X } from "../lattice/lattice-point.ts";
import { type LatticeRing, ringArea2 } from "../lattice/lattice-polygon.ts";
import { locate, ringX, ringY, vertexCount } from "./ring-access.ts";

/** Shell first, then its holes. */
export type LatticePart = readonly LatticeRing[];

export type PolygonFaultKind =
  | "off-lattice"
  | "ring-too-small"
  | "self-touch"
  | "self-crossing"
  | "orientation"
  | "rings-cross"
  | "hole-outside"
  | "hole-in-hole";

export interface PolygonFault {
  readonly kind: PolygonFaultKind;
  /** A lattice point near the fault. */
  readonly x: number;
  readonly y: number;
}

interface Segment {
  readonly ring: number;
  readonly index: number;
  readonly ax: number;
  readonly ay: number;
  readonly bx: number;
  readonly by: number;
}

const EMPTY = new Int32Array();

function isOnLattice(ring: LatticeRing): boolean {
  return ring.length % 2 === 0 && ring.every((v) => Math.abs(v) <= MAX_X);
}

function segmentsOf(polygon: LatticePart): Segment[] {
  return polygon.flatMap((ring, ringIndex) =>
    Array.from({ length: vertexCount(ring) }, (_, index) => ({
      ring: ringIndex,
      index,
      ax: ringX(ring, index),
      ay: ringY(ring, index),
      bx: ringX(ring, index + 1),
      by: ringY(ring, index + 1),
    })),
  );
}

function isWithinBox(x: number, y: number, s: Segment): boolean {
  return (
    x >= Math.min(s.ax, s.bx) &&
    x <= Math.max(s.ax, s.bx) &&
    y >= Math.min(s.ay, s.by) &&
    y <= Math.max(s.ay, s.by)
  );
}

type Contact = "none" | "cross" | "touch" | "vertices-meet";

function contact(s: Segment, t: Segment): Contact {
  const ta = orientation(s.ax, s.ay, s.bx, s.by, t.ax, t.ay);
  const tb = orientation(s.ax, s.ay, s.bx, s.by, t.bx, t.by);
  const sa = orientation(t.ax, t.ay, t.bx, t.by, s.ax, s.ay);
  const sb = orientation(t.ax, t.ay, t.bx, t.by, s.bx, s.by);
  if (ta * tb < 0 && sa * sb < 0) return "cross";
  let touches = 0;
  let meets = 0;
  for (const [sign, x, y, of] of [
    [ta, t.ax, t.ay, s],
    [tb, t.bx, t.by, s],
    [sa, s.ax, s.ay, t],
    [sb, s.bx, s.by, t],
  ] as const) {
    if (sign !== 0 || !isWithinBox(x, y, of)) continue;
    touches += 1;
    if ((x === of.ax && y === of.ay) || (x === of.bx && y === of.by)) meets += 1;
  }
  if (touches === 0) return "none";
  // Two collinear segments that share a vertex and more would touch three or four times.
  return touches === 2 && meets === 2 ? "vertices-meet" : "touch";
}

function faultOfPair(s: Segment, t: Segment, polygon: LatticePart): PolygonFaultKind | undefined {
  const found = contact(s, t);
  if (found === "none") return undefined;
  if (s.ring !== t.ring) return found === "vertices-meet" ? undefined : "rings-cross";
  const count = vertexCount(polygon[s.ring] ?? EMPTY);
  const apart = Math.abs(s.index - t.index);
  const areNeighbours = apart === 1 || apart === count - 1;
  if (areNeighbours && found === "vertices-meet") return undefined;
  return found === "cross" ? "self-crossing" : "self-touch";
}

/** Plane sweep by the left end: polygons of a city have a few thousand edges at most. */
function contactFault(polygon: LatticePart): PolygonFault | undefined {
  const segments = segmentsOf(polygon).sort((a, b) => Math.min(a.ax, a.bx) - Math.min(b.ax, b.bx));
  for (let i = 0; i < segments.length; i += 1) {
    const s = segments[i];
    if (!s) continue;
    const right = Math.max(s.ax, s.bx);
    const low = Math.min(s.ay, s.by);
    const high = Math.max(s.ay, s.by);
    for (let j = i + 1; j < segments.length; j += 1) {
      const t = segments[j];
      if (!t || Math.min(t.ax, t.bx) > right) break;
      if ((t.ay < low && t.by < low) || (t.ay > high && t.by > high)) continue;
      const kind = faultOfPair(s, t, polygon);
      if (kind) return { kind, x: t.ax, y: t.ay };
    }
  }
  return undefined;
}

/** Where ring `inner` lies as a whole: a vertex decides, else the middle of an edge, in half units. */
function placeOf(inner: LatticeRing, outer: LatticeRing): -1 | 0 | 1 {
  for (let i = 0; i < vertexCount(inner); i += 1) {
    const place = locate(ringX(inner, i), ringY(inner, i), outer);
    if (place !== 0) return place;
  }
  for (let i = 0; i < vertexCount(inner); i += 1) {
    const x = ringX(inner, i) + ringX(inner, i + 1);
    const y = ringY(inner, i) + ringY(inner, i + 1);
    const place = locate(x, y, outer, 2);
    if (place !== 0) return place;
  }
  return 0;
}

function holeFault(polygon: LatticePart): PolygonFault | undefined {
  const [shell = EMPTY, ...holes] = polygon;
  for (const [index, hole] of holes.entries()) {
    const at = { x: ringX(hole, 0), y: ringY(hole, 0) };
    if (placeOf(hole, shell) !== 1) return { kind: "hole-outside", ...at };
    const isNested = holes.some((other, i) => i !== index && placeOf(hole, other) !== -1);
    if (isNested) return { kind: "hole-in-hole", ...at };
  }
  return undefined;
}

/** The first fault of a polygon, or undefined when it is valid. */
export function polygonFault(polygon: LatticePart): PolygonFault | undefined {
  if (polygon.length === 0) return { kind: "ring-too-small", x: 0, y: 0 };
  for (const [index, ring] of polygon.entries()) {
    const at = { x: ringX(ring, 0), y: ringY(ring, 0) };
    if (!isOnLattice(ring)) return { kind: "off-lattice", ...at };
    if (vertexCount(ring) < 3) return { kind: "ring-too-small", ...at };
    const area = ringArea2(ring);
    if (area === 0n) return { kind: "ring-too-small", ...at };
    // A ring turned over covers the same ground, yet in a labelled mesh its labels have changed sides.
    if (area > 0n !== (index === 0)) return { kind: "orientation", ...at };
  }
  return contactFault(polygon) ?? holeFault(polygon);
}
