/** One lattice unit is 1e-7 degree, about a centimetre (architecture section 2). */
export type LatticeUnits = number & { readonly _unit: "e7" };

/** [x, y] = [lng, lat] of WGS 84 on the lattice. */
export type LatticePoint = readonly [x: LatticeUnits, y: LatticeUnits];

export const UNITS_PER_DEGREE = 1e7;
export const MAX_X = 1_800_000_000;
export const MAX_Y = 900_000_000;

/** In batches, what cannot be snapped (NaN, outside the globe): lies in no frame. */
export const NOWHERE = -2_147_483_648;

/**
 * Degrees to lattice units. Never `Math.round`: SQL and JavaScript round halves differently,
 * `floor(v * 1e7 + 0.5)` is the same IEEE expression on both sides.
 */
export function snap(degrees: number): LatticeUnits {
  // The brand is what this function is for.
  return Math.floor(degrees * UNITS_PER_DEGREE + 0.5) as LatticeUnits;
}

/** Snap [lng, lat] in degrees; null when not finite or off the globe. */
export function snapLngLat(lngLat: readonly [lng: number, lat: number]): LatticePoint | null {
  const [lng, lat] = lngLat;
  if (!(lng >= -180 && lng <= 180 && lat >= -90 && lat <= 90)) return null;
  return [snap(lng), snap(lat)];
}

/** Interleaved degrees to interleaved lattice units; a bad pair becomes (NOWHERE, NOWHERE). */
export function snapAll(lngLats: Float64Array): Int32Array {
  const xy = new Int32Array(lngLats.length);
  snapInto(xy, lngLats);
  return xy;
}

/** `snapAll` into an array that is there already. */
export function snapInto(xy: Int32Array, lngLats: Float64Array): void {
  for (let i = 0; i + 1 < lngLats.length; i += 2) {
    const lng = lngLats[i] as number; // in range by the loop
    const lat = lngLats[i + 1] as number;
    if (lng >= -180 && lng <= 180 && lat >= -90 && lat <= 90) {
      xy[i] = Math.floor(lng * 1e7 + 0.5);
      xy[i + 1] = Math.floor(lat * 1e7 + 0.5);
    } else {
      xy[i] = NOWHERE;
      xy[i + 1] = NOWHERE;
    }
  }
}

export function toDegrees(units: number): number {
  return units / UNITS_PER_DEGREE;
}

/** For integers that come from the database or a file already on the lattice. */
export function toLatticePoint(x: number, y: number): LatticePoint {
  const onGlobe = Math.abs(x) <= MAX_X && Math.abs(y) <= MAX_Y;
  if (!Number.isInteger(x) || !Number.isInteger(y) || !onGlobe) {
    throw new RangeError(`Not a lattice point: (${x}, ${y})`);
  }
  // Checked on the line above.
  return [x as LatticeUnits, y as LatticeUnits];
}
