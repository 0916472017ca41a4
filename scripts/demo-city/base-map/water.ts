/** The river as a ribbon along the border between the banks, its source, the lake. */
import type { LatticeMesh } from "../mesh/lattice-mesh.ts";
import { distance, type Point } from "../mesh/plan-space.ts";
import { riverHalfWidth, warp } from "../mesh/site.ts";

const SOURCE_Y = 7500;

export interface RiverDrawing {
  readonly ring: readonly Point[];
  /** Roads on both banks, a little inland. */
  readonly banks: readonly (readonly Point[])[];
  readonly middle: readonly Point[];
  readonly source: readonly Point[];
}

/** In warped metres, from the source lake to beyond the coast. */
export function drawRiver(mesh: LatticeMesh): RiverDrawing {
  const { site } = mesh.plan;
  const middle = site.river.filter((p) => p.y < SOURCE_Y);
  const offset = (extra: number, side: 1 | -1): Point[] =>
    middle.map((p, i) => {
      const a = middle[Math.max(0, i - 1)] ?? p;
      const b = middle[Math.min(middle.length - 1, i + 1)] ?? p;
      const length = distance(a, b) || 1;
      const width = (riverHalfWidth(p) + extra) * side;
      return warp(site, {
        x: p.x - ((b.y - a.y) / length) * width,
        y: p.y + ((b.x - a.x) / length) * width,
      });
    });
  const onLand = (line: Point[]): Point[] =>
    line.filter((_, i) => mesh.plan.streetAt(middle[i] ?? { x: 0, y: 99999 }) >= 0).slice(2, -5);
  return {
    ring: [...offset(0, 1), ...offset(0, -1).reverse()],
    banks: [onLand(offset(34, 1)), onLand(offset(34, -1))],
    middle: middle.map((p) => warp(site, p)),
    source: sourceLake(middle[0] ?? { x: 0, y: 0 }).map((p) => warp(site, p)),
  };
}

function sourceLake(at: Point): Point[] {
  return Array.from({ length: 60 }, (_, i) => {
    const angle = (i / 60) * Math.PI * 2;
    const radius = 300 + 70 * Math.cos(2 * angle + 0.7) + 34 * Math.cos(5 * angle);
    return { x: at.x + radius * Math.cos(angle), y: at.y + 130 + radius * 0.9 * Math.sin(angle) };
  });
}
