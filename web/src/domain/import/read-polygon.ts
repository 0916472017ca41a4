import {
  type LatticeMultiPolygon,
  type LatticeRing,
  orientPolygon,
  ringArea2,
  snapRing,
} from "../lattice/lattice-polygon.ts";
import type { IssueCode } from "./import-issue.ts";
import { causeOutside, type DegreeBox } from "./locate-coordinate.ts";
import type { ToWgs84 } from "./to-wgs84.ts";

export type PolygonFault = { code: IssueCode; params: Record<string, string | number> };

export type ReadPolygon =
  | { ok: true; polygon: LatticeMultiPolygon; beyond: PolygonFault | null }
  | { ok: false; fault: PolygonFault };

type Degrees = [lng: number, lat: number];

/** What is known of the vertices read so far. */
type Frame = {
  toWgs84: ToWgs84;
  box: DegreeBox;
  inside: number;
  beyond: PolygonFault | null;
};

class Refusal extends Error {
  readonly fault: PolygonFault;
  constructor(code: IssueCode, params: PolygonFault["params"] = {}) {
    super(code);
    this.fault = { code, params };
  }
}

/**
 * A GeoJSON geometry from outside, converted and snapped once to the lattice. Nothing is believed: the kind, the
 * numbers and the place are looked at. A polygon that lies in the city and reaches a little beyond its box is kept,
 * with `beyond` to say so. Rings may still touch or cross themselves; that is looked at on the lattice.
 */
export function readPolygon(geometry: unknown, toWgs84: ToWgs84, box: DegreeBox): ReadPolygon {
  try {
    const frame: Frame = { toWgs84, box, inside: 0, beyond: null };
    const parts = partsOf(geometry).map((part) => readPart(part, frame));
    if (frame.beyond && frame.inside === 0) return { ok: false, fault: frame.beyond };
    return { ok: true, polygon: orientPolygon(parts), beyond: frame.beyond };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, fault: error.fault };
    throw error;
  }
}

function partsOf(geometry: unknown): unknown[] {
  if (geometry === null || geometry === undefined) throw new Refusal("geometry_empty");
  if (typeof geometry !== "object" || !("type" in geometry)) {
    throw new Refusal("geometry_kind", { kind: typeof geometry });
  }
  const coordinates = "coordinates" in geometry ? geometry.coordinates : undefined;
  if (geometry.type !== "Polygon" && geometry.type !== "MultiPolygon") {
    throw new Refusal("geometry_kind", { kind: String(geometry.type) });
  }
  if (!Array.isArray(coordinates) || coordinates.length === 0) throw new Refusal("geometry_empty");
  return geometry.type === "Polygon" ? [coordinates] : coordinates;
}

function readPart(part: unknown, frame: Frame): LatticeRing[] {
  if (!Array.isArray(part) || part.length === 0) throw new Refusal("geometry_empty");
  const rings = part.map((ring) => readRing(ring, frame));
  // A hole smaller than the lattice can show is none; a shell like that is a fault of the source.
  const [shell, ...holes] = rings;
  if (!shell || isCollapsed(shell)) throw new Refusal("ring_too_short");
  return [shell, ...holes.filter((hole) => !isCollapsed(hole))];
}

function isCollapsed(ring: LatticeRing): boolean {
  return ring.length < 6;
}

function readRing(ring: unknown, frame: Frame): LatticeRing {
  if (!Array.isArray(ring)) throw new Refusal("geometry_empty");
  if (ring.length < 4) throw new Refusal("ring_too_short");
  return snapRing(ring.map((position) => readPosition(position, frame)));
}

function readPosition(position: unknown, frame: Frame): Degrees {
  const [x, y]: unknown[] = Array.isArray(position) ? position : [];
  if (typeof x !== "number" || typeof y !== "number") {
    throw new Refusal("coordinate_not_number", { value: JSON.stringify(position) ?? "" });
  }
  if (!Number.isFinite(x) || !Number.isFinite(y)) {
    throw new Refusal("coordinate_not_number", { value: `${x}, ${y}` });
  }
  const [lng, lat] = frame.toWgs84(x, y);
  const cause = causeOutside(frame.box, lng, lat);
  if (!cause) frame.inside += 1;
  else if (cause.code === "shifted") frame.beyond ??= cause;
  else throw new Refusal(cause.code, cause.params);
  return [lng, lat];
}

/** Doubled area as drawn: shells less holes, whatever their direction. Crossing loops count against each other. */
export function drawnArea2(polygon: LatticeMultiPolygon): number {
  let sum = 0;
  for (const part of polygon) {
    part.forEach((ring, index) => {
      const size = Math.abs(Number(ringArea2(ring)));
      sum += index === 0 ? size : -size;
    });
  }
  return sum;
}
