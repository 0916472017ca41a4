import type { IssueCode } from "./import-issue.ts";

export type DegreeBox = readonly [west: number, south: number, east: number, north: number];

export type OutsideCause = { code: IssueCode; params: Record<string, string | number> };

const metresPerDegree = 111_195;
/** GCJ-02 and BD-09 shift by up to 1.4 km (standards, section 4). */
const shiftLimitMetres = 2_000;

export function isInBox([west, south, east, north]: DegreeBox, lng: number, lat: number): boolean {
  return lng >= west && lng <= east && lat >= south && lat <= north;
}

/** Why a coordinate is not in its city: the cause a surveyor would suspect first. null: it is in it. */
export function causeOutside(box: DegreeBox, lng: number, lat: number): OutsideCause | null {
  if (isInBox(box, lng, lat)) return null;
  const params = { x: round(lng), y: round(lat) };
  if (isInBox(box, lat, lng)) return { code: "swapped_axes", params };
  if (Math.abs(lng) > 180 || Math.abs(lat) > 90) return { code: "not_degrees", params };
  const metres = distanceToBoxMetres(box, lng, lat);
  if (metres <= shiftLimitMetres) {
    return { code: "shifted", params: { ...params, metres: Math.round(metres) } };
  }
  if (isInBox(box, -lng, lat) || isInBox(box, lng, -lat) || isInBox(box, -lng, -lat)) {
    return { code: "wrong_sign", params };
  }
  return { code: "outside_city", params: { ...params, kilometres: Math.round(metres / 1000) } };
}

/** Planar, good enough to say "about". */
function distanceToBoxMetres(
  [west, south, east, north]: DegreeBox,
  lng: number,
  lat: number,
): number {
  const eastward = Math.max(west - lng, 0, lng - east) * Math.cos((lat * Math.PI) / 180);
  const northward = Math.max(south - lat, 0, lat - north);
  return Math.hypot(eastward, northward) * metresPerDegree;
}

function round(degrees: number): number {
  return Math.round(degrees * 1e7) / 1e7;
}

/** The box widened so that it holds a lattice box too. */
export function widenBox(
  [west, south, east, north]: DegreeBox,
  box: { minX: number; minY: number; maxX: number; maxY: number },
): DegreeBox {
  return [
    Math.min(west, box.minX / 1e7),
    Math.min(south, box.minY / 1e7),
    Math.max(east, box.maxX / 1e7),
    Math.max(north, box.maxY / 1e7),
  ];
}
