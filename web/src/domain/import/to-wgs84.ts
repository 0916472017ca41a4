import gcoord from "gcoord";
import { fromGaussKruger, gaussKrugerZone } from "./gauss-kruger.ts";

export type ToWgs84 = (x: number, y: number) => [lng: number, lat: number];

/** The four systems a report may keep its raw pair in. */
export type RawCrs = "WGS84" | "CGCS2000" | "GCJ02" | "BD09";

/** null: not supported. CGCS2000 is taken as WGS 84 (standards, section 4). */
export function makeToWgs84(crs: string): ToWgs84 | null {
  if (isDegreesCrs(crs)) return (x, y) => [x, y];
  if (crs === "GCJ02") return (x, y) => pair(gcoord.transform([x, y], gcoord.GCJ02, gcoord.WGS84));
  if (crs === "BD09") return (x, y) => pair(gcoord.transform([x, y], gcoord.BD09, gcoord.WGS84));
  const zone = gaussKrugerZone(Number(/^EPSG:(\d+)$/.exec(crs)?.[1] ?? 0));
  return zone && ((x, y) => fromGaussKruger(zone, x, y));
}

/** The name a stored case keeps for its raw pair; null for projected systems, which cases may not use. */
export function rawCrsOf(crs: string): RawCrs | null {
  if (crs === "EPSG:4326" || crs === "WGS84") return "WGS84";
  if (crs === "EPSG:4490" || crs === "CGCS2000") return "CGCS2000";
  return crs === "GCJ02" || crs === "BD09" ? crs : null;
}

/** The system a GeoJSON file itself names in its (pre-RFC 7946) `crs` member; null where it is silent. */
export function crsNamedInFile(crsMember: unknown): string | null {
  const name = readName(crsMember);
  if (name === null) return null;
  if (/CRS84$/i.test(name)) return "WGS84";
  const epsg = /EPSG:{1,2}(?:[\d.]*:)?(\d+)$/i.exec(name)?.[1];
  return epsg === undefined ? name : `EPSG:${epsg}`;
}

/** Whether a file's own statement contradicts the manifest's. */
export function crsConflicts(named: string, wanted: string): boolean {
  if (named === wanted) return false;
  return !(isDegreesCrs(named) && (isDegreesCrs(wanted) || rawCrsOf(wanted) !== null));
}

function isDegreesCrs(crs: string): boolean {
  return crs === "WGS84" || crs === "CGCS2000" || crs === "EPSG:4326" || crs === "EPSG:4490";
}

function readName(member: unknown): string | null {
  if (typeof member !== "object" || member === null || !("properties" in member)) return null;
  const { properties } = member;
  if (typeof properties !== "object" || properties === null || !("name" in properties)) return null;
  return typeof properties.name === "string" ? properties.name : null;
}

function pair(position: readonly number[]): [number, number] {
  const [lng = Number.NaN, lat = Number.NaN] = position;
  return [lng, lat];
}
