import { COUNT_SHIFT, OWNER_MASK } from "./cover-layout.ts";

// Indexes below are in range by construction; `as number` only tells the compiler so.

/**
 * Without branches but the loop's: for each edge, whether it passes the row (y + epsilon) and whether
 * that is left of the point, as masks. Differences stay below 2^17, so the products are exact.
 */
export function narrowLabel(words: Int32Array, at: number, px: number, py: number): number {
  const head = words[at] as number;
  let label = head & OWNER_MASK;
  let next = at + 1;
  for (let runs = head >>> COUNT_SHIFT; runs > 0; runs--) {
    const run = words[next] as number;
    const flip = (run & OWNER_MASK) ^ (words[next + 1] as number);
    const first = words[next + 2] as number;
    const end = next + 2 + (run >>> COUNT_SHIFT);
    let ax = (first >> 16) - px;
    let ay = ((first << 16) >> 16) - py;
    let aboveA = (0 - ay) >> 31;
    let odd = 0;
    for (next += 3; next < end; next++) {
      const vertex = words[next] as number;
      const bx = (vertex >> 16) - px;
      const by = ((vertex << 16) >> 16) - py;
      const aboveB = (0 - by) >> 31;
      const cross = ax * by - ay * bx;
      if (cross === 0 && isBetween(ax, ay, bx, by)) return narrowTie(words, at, px, py);
      odd ^= (aboveA ^ aboveB) & (aboveA ^ -Number(cross < 0));
      ax = bx;
      ay = by;
      aboveA = aboveB;
    }
    label ^= flip & odd;
  }
  return label;
}

/** For a - b in line with the origin: whether the origin lies between them. */
function isBetween(ax: number, ay: number, bx: number, by: number): boolean {
  return (
    (ax <= 0 || bx <= 0) && (ax >= 0 || bx >= 0) && (ay <= 0 || by <= 0) && (ay >= 0 || by >= 0)
  );
}

/** The lower of two labels, 0 being nobody. */
function lower(a: number, b: number): number {
  if (a === 0) return b;
  return b === 0 || a < b ? a : b;
}

/** On a border: the lowest label of all edges that hold the point. */
function narrowTie(words: Int32Array, at: number, px: number, py: number): number {
  let best = 0;
  let next = at + 1;
  for (let runs = (words[at] as number) >>> COUNT_SHIFT; runs > 0; runs--) {
    const run = words[next] as number;
    const label = lower(run & OWNER_MASK, words[next + 1] as number);
    const end = next + 2 + (run >>> COUNT_SHIFT);
    for (next += 3; next < end; next++) {
      const a = words[next - 1] as number;
      const b = words[next] as number;
      const ax = (a >> 16) - px;
      const ay = ((a << 16) >> 16) - py;
      const bx = (b >> 16) - px;
      const by = ((b << 16) >> 16) - py;
      if (ax * by - ay * bx === 0 && isBetween(ax, ay, bx, by)) best = lower(best, label);
    }
  }
  return best;
}

const ON_EDGE = 2;

/** A point against an edge in absolute coordinates: 0 not passed left of it, 1 passed, or ON_EDGE. */
function crossEdge(words: Int32Array, at: number, x: number, y: number): number {
  const ax = words[at] as number;
  const ay = words[at + 1] as number;
  const bx = words[at + 2] as number;
  const by = words[at + 3] as number;
  if (y < ay ? y < by : y > ay && y > by) return 0;
  if (x < ax && x < bx) return 0;
  const passes = ay <= y !== by <= y;
  if (x > ax && x > bx) return passes ? 1 : 0;
  // In the edge's box both products have one sign and stay below 2^53, so this is exact.
  const side = (bx - ax) * (y - ay) - (by - ay) * (x - ax);
  if (side === 0) return ON_EDGE;
  return passes && side < 0 === by > ay ? 1 : 0;
}

/** As `narrowLabel`, with absolute coordinates; differences stay within 2^26. */
export function wideLabel(words: Int32Array, at: number, px: number, py: number): number {
  const head = words[at] as number;
  let label = head & OWNER_MASK;
  let next = at + 1;
  for (let runs = head >>> COUNT_SHIFT; runs > 0; runs--) {
    const run = words[next] as number;
    const flip = (run & OWNER_MASK) ^ (words[next + 1] as number);
    const end = next + 2 + 2 * (run >>> COUNT_SHIFT);
    let ax = ((words[next + 2] as number) - px) | 0;
    let ay = ((words[next + 3] as number) - py) | 0;
    let aboveA = (0 - ay) >> 31;
    let odd = 0;
    for (next += 4; next < end; next += 2) {
      const bx = ((words[next] as number) - px) | 0;
      const by = ((words[next + 1] as number) - py) | 0;
      const aboveB = (0 - by) >> 31;
      const cross = ax * by - ay * bx;
      if (cross === 0 && isBetween(ax, ay, bx, by)) return wideTie(words, at, px, py);
      odd ^= (aboveA ^ aboveB) & (aboveA ^ -Number(cross < 0));
      ax = bx;
      ay = by;
      aboveA = aboveB;
    }
    label ^= flip & odd;
  }
  return label;
}

function wideTie(words: Int32Array, at: number, px: number, py: number): number {
  let best = 0;
  let next = at + 1;
  for (let runs = (words[at] as number) >>> COUNT_SHIFT; runs > 0; runs--) {
    const run = words[next] as number;
    const label = lower(run & OWNER_MASK, words[next + 1] as number);
    const end = next + 2 + 2 * (run >>> COUNT_SHIFT);
    for (next += 4; next < end; next += 2) {
      if (crossEdge(words, next - 2, px, py) === ON_EDGE) best = lower(best, label);
    }
  }
  return best;
}

export function layeredLabel(words: Int32Array, at: number, x: number, y: number): number {
  let next = at + 1;
  for (let candidates = words[at] as number; candidates > 0; candidates--) {
    const label = words[next] as number;
    const head = words[next + 1] as number;
    let covers = head & 1;
    next += 2;
    for (let runs = head >>> 1; runs > 0; runs--) {
      const end = next + 2 * (words[next] as number) - 1;
      for (next += 1; next < end; next += 2) {
        const crossing = crossEdge(words, next, x, y);
        if (crossing === ON_EDGE) return label;
        covers ^= crossing;
      }
      next += 2;
    }
    if (covers === 1) return label;
  }
  return 0;
}
