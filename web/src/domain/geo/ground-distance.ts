import { distance } from "@turf/distance";
import { KY, SCALED_PER_METER } from "../lattice/scaled-distance.ts";
import type { LngLat } from "./coordinate-systems.ts";

/** Great-circle metres between two positions in degrees; for people and for plausibility, never for assignment. */
export function distanceMeters(a: LngLat, b: LngLat): number {
  return distance([a[0], a[1]], [b[0], b[1]], { units: "meters" });
}

/** Planar metres between two lattice points with the city's scale `kx`. */
export function latticeDistanceMeters(
  a: readonly [x: number, y: number],
  b: readonly [x: number, y: number],
  kx: number,
): number {
  return Math.hypot((a[0] - b[0]) * kx, (a[1] - b[1]) * KY) / SCALED_PER_METER;
}
