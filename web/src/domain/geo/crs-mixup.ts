import {
  COORDINATE_SYSTEMS,
  type CoordinateSystem,
  type LngLat,
  type RawPosition,
  toWgs84,
} from "./coordinate-systems.ts";
import { distanceMeters } from "./ground-distance.ts";

/** The shifts are 265–620 m: nearer than this to a second position nobody can tell a mix-up from noise. */
const FAR_FROM_SECOND_METERS = 150;
/** Another reading must land this near, and at least three times nearer than the declared one. */
const NEAR_SECOND_METERS = 100;
const TIMES_NEARER = 3;

export type LikelyMixup =
  | {
      /** Another known position (photo, same address before) agrees with another system. */
      readonly reason: "second-position";
      readonly declared: CoordinateSystem;
      readonly likely: CoordinateSystem;
      readonly declaredDistanceMeters: number;
      readonly likelyDistanceMeters: number;
    }
  | {
      /** As declared it falls outside the city; read in another system it falls inside. */
      readonly reason: "outside-city";
      readonly declared: CoordinateSystem;
      readonly likely: CoordinateSystem;
      readonly insideAs: readonly CoordinateSystem[];
    };

export type MixupQuestion = {
  /** The raw pair, as it came, with the system it was declared in. */
  readonly point: RawPosition;
  /** WGS 84; from a photo, or from an earlier report at the same address. */
  readonly secondPosition?: LngLat | undefined;
  /** Whether a WGS 84 position lies in the city. */
  readonly cityContains: (lngLat: LngLat) => boolean;
};

const isSame = (a: CoordinateSystem, b: CoordinateSystem): boolean =>
  a === b || (a === "CGCS2000" && b === "WGS84") || (a === "WGS84" && b === "CGCS2000");

/** A likely mix-up of coordinate systems, or null. It flags and never corrects: a person decides. */
export function detectLikelyMixup(question: MixupQuestion): LikelyMixup | null {
  const { point, secondPosition, cityContains } = question;
  const declared = point.crs;
  const asDeclared = toWgs84(point);
  const others = COORDINATE_SYSTEMS.filter(
    (crs) => crs !== "CGCS2000" && !isSame(crs, declared),
  ).map((crs) => ({ crs, lngLat: toWgs84({ ...point, crs }) }));
  if (secondPosition !== undefined) {
    const found = compareWithSecond(asDeclared, others, secondPosition);
    if (found !== null) return { reason: "second-position", declared, ...found };
  }
  if (cityContains(asDeclared)) return null;
  const insideAs = others.filter(({ lngLat }) => cityContains(lngLat)).map(({ crs }) => crs);
  const [likely] = insideAs;
  if (likely === undefined) return null;
  return { reason: "outside-city", declared, likely, insideAs };
}

type Reading = { readonly crs: CoordinateSystem; readonly lngLat: LngLat };

function compareWithSecond(
  asDeclared: LngLat,
  others: readonly Reading[],
  second: LngLat,
): Pick<
  LikelyMixup & { reason: "second-position" },
  "likely" | "declaredDistanceMeters" | "likelyDistanceMeters"
> | null {
  const declaredDistanceMeters = distanceMeters(asDeclared, second);
  if (declaredDistanceMeters < FAR_FROM_SECOND_METERS) return null;
  const [best] = others
    .map(({ crs, lngLat }) => ({ crs, meters: distanceMeters(lngLat, second) }))
    .sort((a, b) => a.meters - b.meters);
  if (best === undefined || best.meters > NEAR_SECOND_METERS) return null;
  if (best.meters * TIMES_NEARER > declaredDistanceMeters) return null;
  return { likely: best.crs, declaredDistanceMeters, likelyDistanceMeters: best.meters };
}
