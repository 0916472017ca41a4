import { type CoordinateSystem, toWgs84 } from "../../domain/geo/coordinate-systems.ts";
import { snap } from "../../domain/lattice/lattice-point.ts";

type LngLat = readonly [lng: number, lat: number];

/** Where a report is: what was given, in the system it was given in, and the one conversion of it. */
export interface ReportLocation {
  raw: { x: number; y: number; crs: CoordinateSystem };
  lngLat: LngLat;
  x: number;
  y: number;
  accuracyM: number | null;
}

/** A click on the map is exact to a few pixels; what is typed has the accuracy its source has. */
export function locate(raw: ReportLocation["raw"], accuracyM: number | null): ReportLocation {
  const [lng, lat] = toWgs84({ lng: raw.x, lat: raw.y, crs: raw.crs });
  return { raw, lngLat: [lng, lat], x: snap(lng), y: snap(lat), accuracyM };
}
