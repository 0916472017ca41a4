import type { CoordinateSystem } from "../../domain/geo/coordinate-systems.ts";

const names: Record<CoordinateSystem, string> = {
  WGS84: "WGS 84",
  CGCS2000: "CGCS2000",
  GCJ02: "GCJ-02",
  BD09: "BD-09",
};

/** How the four systems are written; the same in both languages. */
export function systemName(system: string): string {
  return Object.hasOwn(names, system) ? names[system as CoordinateSystem] : system;
}
