import gcoord from "gcoord";

/** Systems a report may arrive in; CGCS2000 is treated as equal to WGS 84 (centimetres apart). */
export const COORDINATE_SYSTEMS = ["WGS84", "CGCS2000", "GCJ02", "BD09"] as const;
export type CoordinateSystem = (typeof COORDINATE_SYSTEMS)[number];

export type LngLat = readonly [lng: number, lat: number];

export type RawPosition = {
  readonly lng: number;
  readonly lat: number;
  readonly crs: CoordinateSystem;
};

/** Degrees; about 0.1 mm. Each round of the inverse gains some three digits. */
const INVERSE_TOLERANCE = 1e-9;
const MAX_ROUNDS = 20;

function shiftFromWgs84(lngLat: LngLat, crs: "GCJ02" | "BD09"): LngLat {
  const [lng, lat] = gcoord.transform(
    [lngLat[0], lngLat[1]],
    gcoord.WGS84,
    crs === "GCJ02" ? gcoord.GCJ02 : gcoord.BD09,
  );
  return [lng, lat];
}

/** WGS 84 to any system; outside mainland China GCJ-02 is WGS 84. */
export function fromWgs84(lngLat: LngLat, crs: CoordinateSystem): LngLat {
  return crs === "WGS84" || crs === "CGCS2000" ? lngLat : shiftFromWgs84(lngLat, crs);
}

/**
 * Any system to WGS 84, once, at the edge. The shifts have no closed inverse: the forward shift is
 * iterated until it lands on the given pair, so the error is below a millimetre where the shift is
 * continuous (everywhere but on the rim of its rectangle).
 */
export function toWgs84({ lng, lat, crs }: RawPosition): LngLat {
  if (crs === "WGS84" || crs === "CGCS2000") return [lng, lat];
  let guess: LngLat = [lng, lat];
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const [shiftedLng, shiftedLat] = shiftFromWgs84(guess, crs);
    const missLng = lng - shiftedLng;
    const missLat = lat - shiftedLat;
    guess = [guess[0] + missLng, guess[1] + missLat];
    if (Math.abs(missLng) < INVERSE_TOLERANCE && Math.abs(missLat) < INVERSE_TOLERANCE) break;
  }
  return guess;
}
