/** Polygons on the lattice of 1e-7 degrees, and exact arithmetic on them. */

/** `[x0, y0, x1, y1, …]`, open (the first vertex is not repeated), whole numbers. */
export type LatticeRing = readonly number[];
/** Shell first and anticlockwise, then holes, clockwise. */
export type LatticePolygon = readonly LatticeRing[];
export type LatticeMultiPolygon = readonly LatticePolygon[];

/** Below this a product of two differences stays under 2^53, so doubles are exact. */
const EXACT_SPAN = 67108864;

/** Sign of the turn a → b → c: +1 left, -1 right, 0 straight. Exact for every lattice point. */
export function turn(ax: number, ay: number, bx: number, by: number, cx: number, cy: number): number {
  const ux = bx - ax;
  const uy = by - ay;
  const vx = cx - ax;
  const vy = cy - ay;
  if (
    ux < EXACT_SPAN && ux > -EXACT_SPAN && uy < EXACT_SPAN && uy > -EXACT_SPAN &&
    vx < EXACT_SPAN && vx > -EXACT_SPAN && vy < EXACT_SPAN && vy > -EXACT_SPAN
  ) {
    const left = ux * vy;
    const right = uy * vx;
    return left > right ? 1 : left < right ? -1 : 0;
  }
  const left = BigInt(ux) * BigInt(vy);
  const right = BigInt(uy) * BigInt(vx);
  return left > right ? 1 : left < right ? -1 : 0;
}

export function vertexCount(ring: LatticeRing): number {
  return ring.length / 2;
}

/** X of the i-th vertex, counted round the ring. */
export function ringX(ring: LatticeRing, i: number): number {
  return ring[(2 * i) % ring.length] ?? Number.NaN;
}

export function ringY(ring: LatticeRing, i: number): number {
  return ring[(2 * i + 1) % ring.length] ?? Number.NaN;
}

/** Twice the area in square lattice units, positive when anticlockwise. Exact. */
export function doubledArea(ring: LatticeRing): bigint {
  let exact = 0n;
  let partial = 0;
  const originX = ringX(ring, 0);
  const originY = ringY(ring, 0);
  for (let i = 0; i < vertexCount(ring); i += 1) {
    const ax = ringX(ring, i) - originX;
    const ay = ringY(ring, i) - originY;
    const bx = ringX(ring, i + 1) - originX;
    const by = ringY(ring, i + 1) - originY;
    const small =
      Math.abs(ax) < EXACT_SPAN && Math.abs(ay) < EXACT_SPAN && Math.abs(bx) < EXACT_SPAN && Math.abs(by) < EXACT_SPAN;
    if (!small) {
      exact += BigInt(ax) * BigInt(by) - BigInt(ay) * BigInt(bx);
      continue;
    }
    const step = ax * by - ay * bx;
    if (Math.abs(partial) + Math.abs(step) > Number.MAX_SAFE_INTEGER) {
      exact += BigInt(partial);
      partial = 0;
    }
    if (Math.abs(step) <= Number.MAX_SAFE_INTEGER) partial += step;
    else exact += BigInt(ax) * BigInt(by) - BigInt(ay) * BigInt(bx);
  }
  return exact + BigInt(partial);
}

/** -1 outside, 0 on the border, 1 inside; exact. `scale` 2 asks about half units. */
export function locate(x: number, y: number, ring: LatticeRing, scale: 1 | 2 = 1): -1 | 0 | 1 {
  let inside = false;
  for (let i = 0; i < vertexCount(ring); i += 1) {
    const ax = ringX(ring, i) * scale;
    const ay = ringY(ring, i) * scale;
    const bx = ringX(ring, i + 1) * scale;
    const by = ringY(ring, i + 1) * scale;
    if (ay > y && by > y) continue;
    if (ay < y && by < y) continue;
    const side = turn(ax, ay, bx, by, x, y);
    if (side === 0 && x >= Math.min(ax, bx) && x <= Math.max(ax, bx)) return 0;
    if (ay > y !== by > y && side > 0 === by > ay) inside = !inside;
  }
  return inside ? 1 : -1;
}
