/** What the source sent: phones know their place, hotlines get it from maps that shift coordinates. */
import {
  type CoordinateSystem,
  fromWgs84,
} from "../../../web/src/domain/geo/coordinate-systems.ts";
import type { Random } from "../random.ts";

export interface RawReport {
  readonly x: number;
  readonly y: number;
  readonly crs: CoordinateSystem;
  readonly accuracyMeters: number | null;
}

function systemOf(source: string, random: Random): CoordinateSystem {
  if (source === "wechat" || source === "video") return "GCJ02";
  if (source === "hotline")
    return random.chance(0.6) ? "GCJ02" : random.chance(0.4) ? "BD09" : "WGS84";
  return "WGS84";
}

function accuracyOf(source: string, random: Random): number | null {
  if (source === "supervisor" || source === "patrol") return Math.round(random.between(2, 9));
  if (source === "wechat") return Math.round(random.between(8, 40));
  if (source === "video" || source === "sensor") return 3;
  return random.chance(0.5) ? null : Math.round(random.between(15, 60));
}

export function rawPosition(
  at: { readonly x: number; readonly y: number },
  source: string,
  random: Random,
): RawReport {
  const crs = systemOf(source, random);
  const [x, y] = fromWgs84([at.x / 1e7, at.y / 1e7], crs);
  return { x, y, crs, accuracyMeters: accuracyOf(source, random) };
}
