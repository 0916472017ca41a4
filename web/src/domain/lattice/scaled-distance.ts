import { forEachEdge, type LatticeMultiPolygon } from "./lattice-polygon.ts";

/** A non-negative rational, compared exactly. */
export type Fraction = { readonly num: bigint; readonly den: bigint };

/** Scale of y in the planar metric; x is scaled by the city's `kx` (architecture section 2). */
export const KY = 65_536;

/**
 * Scaled units of one metre: 65536 * 1e7 / (pi / 180 * 6371008.8), rounded to an integer so that
 * TypeScript and SQL turn metres into the same integer limit. Metres are for display.
 */
export const SCALED_PER_METER = 5_893_786;

/** The city's integer scale of x at latitude lat0 in degrees. */
export function scaleOfLatitude(lat0Degrees: number): number {
  return Math.floor(KY * Math.cos((lat0Degrees * Math.PI) / 180) + 0.5);
}

/** A limit in metres as an exact number of scaled units; the same float expression as in SQL. */
export function scaledLimit(meters: number): bigint {
  return BigInt(Math.floor(meters * SCALED_PER_METER));
}

export function compareFractions(a: Fraction, b: Fraction): number {
  const left = a.num * b.den;
  const right = b.num * a.den;
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** Compare a squared distance with a limit in scaled units. */
export function compareToLimit(squared: Fraction, limit: bigint): number {
  return compareFractions(squared, { num: limit * limit, den: 1n });
}

/** Metres of a squared scaled distance, for people. */
export function fractionMeters(squared: Fraction): number {
  return Math.sqrt(Number(squared.num) / Number(squared.den)) / SCALED_PER_METER;
}

/** Exact squared distance from p to the closed segment a–b in the scaled plane. */
export function segmentDistance(
  p: readonly [number, number],
  a: readonly [number, number],
  b: readonly [number, number],
  kx: number,
): Fraction {
  const sx = BigInt(kx);
  const sy = BigInt(KY);
  const ex = BigInt(b[0] - a[0]) * sx;
  const ey = BigInt(b[1] - a[1]) * sy;
  const dx = BigInt(p[0] - a[0]) * sx;
  const dy = BigInt(p[1] - a[1]) * sy;
  const dot = dx * ex + dy * ey;
  if (dot <= 0n) return { num: dx * dx + dy * dy, den: 1n };
  const length2 = ex * ex + ey * ey;
  if (dot >= length2) {
    const fx = dx - ex;
    const fy = dy - ey;
    return { num: fx * fx + fy * fy, den: 1n };
  }
  const cross = dx * ey - dy * ex;
  return { num: cross * cross, den: length2 };
}

/** The same in doubles: off by less than one scaled unit, so it may only choose whom to ask exactly. */
function roughDistance(dx: number, dy: number, ex: number, ey: number): number {
  const dot = dx * ex + dy * ey;
  if (dot <= 0) return Math.hypot(dx, dy);
  const length2 = ex * ex + ey * ey;
  if (dot >= length2) return Math.hypot(dx - ex, dy - ey);
  return Math.abs(dx * ey - dy * ex) / Math.sqrt(length2);
}

/** Exact squared distance from p to the border of a polygon; null for a polygon without edges. */
export function borderDistance(
  polygon: LatticeMultiPolygon,
  p: readonly [number, number],
  kx: number,
): Fraction | null {
  const [px, py] = p;
  const rough: number[] = [];
  let least = Infinity;
  forEachEdge(polygon, (ax, ay, bx, by) => {
    const d = roughDistance((px - ax) * kx, (py - ay) * KY, (bx - ax) * kx, (by - ay) * KY);
    rough.push(d);
    if (d < least) least = d;
  });
  const slack = 4 + least * 1e-9;
  let best: Fraction | null = null;
  let index = 0;
  forEachEdge(polygon, (ax, ay, bx, by) => {
    if ((rough[index++] ?? Infinity) > least + slack) return;
    const exact = segmentDistance(p, [ax, ay], [bx, by], kx);
    if (best === null || compareFractions(exact, best) < 0) best = exact;
  });
  return best;
}
