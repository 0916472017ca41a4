/** Below this the product of two differences is at most 2^52, so doubles are exact. */
const SAFE_DIFFERENCE = 2 ** 26;

/**
 * Sign of the turn a → b → c on the lattice: 1 left, -1 right, 0 straight. Exact for any integers
 * below 2^52: doubles while they suffice, BigInt beyond.
 */
export function orientation(
  ax: number,
  ay: number,
  bx: number,
  by: number,
  cx: number,
  cy: number,
): -1 | 0 | 1 {
  const ux = bx - ax;
  const uy = by - ay;
  const vx = cx - ax;
  const vy = cy - ay;
  const safe =
    Math.abs(ux) <= SAFE_DIFFERENCE &&
    Math.abs(uy) <= SAFE_DIFFERENCE &&
    Math.abs(vx) <= SAFE_DIFFERENCE &&
    Math.abs(vy) <= SAFE_DIFFERENCE;
  const turn = safe ? ux * vy - uy * vx : BigInt(ux) * BigInt(vy) - BigInt(uy) * BigInt(vx);
  if (turn > 0) return 1;
  return turn < 0 ? -1 : 0;
}

/** Whether lattice point p lies on the closed segment a–b. */
export function isOnSegment(
  px: number,
  py: number,
  ax: number,
  ay: number,
  bx: number,
  by: number,
): boolean {
  if (px < Math.min(ax, bx) || px > Math.max(ax, bx)) return false;
  if (py < Math.min(ay, by) || py > Math.max(ay, by)) return false;
  return orientation(ax, ay, bx, by, px, py) === 0;
}
