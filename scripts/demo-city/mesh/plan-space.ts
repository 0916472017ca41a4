/** Points and curves of the drawing plan: metres east and north of the city's centre. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export function distance(a: Point, b: Point): number {
  return Math.sqrt((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y));
}

/** Distance in metres from `p` to the segment `a`–`b`. Millions of calls: no object is made. */
export function distanceToSegment(p: Point, a: Point, b: Point): number {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const length2 = dx * dx + dy * dy;
  const t = length2 === 0 ? 0 : ((p.x - a.x) * dx + (p.y - a.y) * dy) / length2;
  const clamped = t < 0 ? 0 : Math.min(t, 1);
  const ex = p.x - (a.x + clamped * dx);
  const ey = p.y - (a.y + clamped * dy);
  return Math.sqrt(ex * ex + ey * ey);
}

export function distanceToPolyline(p: Point, line: readonly Point[]): number {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 1; i < line.length; i += 1) {
    const a = line[i - 1];
    const b = line[i];
    if (a && b) best = Math.min(best, distanceToSegment(p, a, b));
  }
  return best;
}

/** Even-odd test; the plan never asks about points on the line itself. */
export function isInside(p: Point, ring: readonly Point[]): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
    const a = ring[i];
    const b = ring[j];
    if (!a || !b) continue;
    if (a.y > p.y !== b.y > p.y && p.x < ((b.x - a.x) * (p.y - a.y)) / (b.y - a.y) + a.x) {
      inside = !inside;
    }
  }
  return inside;
}

/** Which side of an endless-looking line a point is on: +1 left, -1 right. */
export function sideOf(p: Point, line: readonly Point[]): number {
  let best = Number.POSITIVE_INFINITY;
  let side = 1;
  for (let i = 1; i < line.length; i += 1) {
    const a = line[i - 1];
    const b = line[i];
    if (!a || !b) continue;
    const d = distanceToSegment(p, a, b);
    if (d < best - 1e-9) {
      best = d;
      side = (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x) >= 0 ? 1 : -1;
    }
  }
  return side;
}

/** Catmull-Rom through the control points, `steps` pieces each. */
export function smoothLine(control: readonly Point[], steps: number): Point[] {
  const line: Point[] = [];
  for (let i = 0; i + 1 < control.length; i += 1) {
    const b = control[i];
    const c = control[i + 1];
    if (!b || !c) continue;
    const a = control[i - 1] ?? b;
    const d = control[i + 2] ?? c;
    for (let k = 0; k < steps; k += 1) line.push(splinePoint([a, b, c, d], k / steps));
  }
  const last = control.at(-1);
  if (last) line.push(last);
  return line;
}

function splinePoint(p: readonly [Point, Point, Point, Point], t: number): Point {
  const [a, b, c, d] = p;
  const at = (va: number, vb: number, vc: number, vd: number): number =>
    0.5 *
    (2 * vb +
      (vc - va) * t +
      (2 * va - 5 * vb + 4 * vc - vd) * t * t +
      (3 * vb - va - 3 * vc + vd) * t * t * t);
  return { x: at(a.x, b.x, c.x, d.x), y: at(a.y, b.y, c.y, d.y) };
}

/** A walk along a line in steps that the callback chooses; gives the point and the unit normal to the left. */
export function walkLine(
  line: readonly Point[],
  stepAt: (p: Point) => number,
  visit: (p: Point, normal: Point) => void,
): void {
  let wait = 0;
  for (let i = 1; i < line.length; i += 1) {
    const a = line[i - 1];
    const b = line[i];
    if (!a || !b) continue;
    const length = distance(a, b);
    if (length === 0) continue;
    const normal = { x: -(b.y - a.y) / length, y: (b.x - a.x) / length };
    let at = wait;
    while (at < length) {
      const p = { x: a.x + ((b.x - a.x) * at) / length, y: a.y + ((b.y - a.y) * at) / length };
      visit(p, normal);
      at += stepAt(p);
    }
    wait = at - length;
  }
}
