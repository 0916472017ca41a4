/** A point well inside a polygon, for its label. Not exact on purpose: nobody is assigned by it. */
import type { LatticeMultiPolygon, LatticeRing } from "../lattice/lattice-polygon.ts";
import { locate, ringX, ringY, vertexCount } from "./ring-access.ts";

const EMPTY = new Int32Array();

export interface LabelPoint {
  readonly x: number;
  readonly y: number;
}

/** Distance to the nearest edge, negative outside. */
function clearance(x: number, y: number, polygon: readonly LatticeRing[]): number {
  let best = Number.POSITIVE_INFINITY;
  for (const ring of polygon) {
    for (let i = 0; i < vertexCount(ring); i += 1) {
      const ax = ringX(ring, i);
      const ay = ringY(ring, i);
      const dx = ringX(ring, i + 1) - ax;
      const dy = ringY(ring, i + 1) - ay;
      const t = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)));
      const px = x - ax - t * dx;
      const py = y - ay - t * dy;
      best = Math.min(best, px * px + py * py);
    }
  }
  const [shell = EMPTY, ...holes] = polygon;
  const inside = locate(x, y, shell) > 0 && holes.every((hole) => locate(x, y, hole) < 0);
  return inside ? Math.sqrt(best) : -Math.sqrt(best);
}

/** Best of a coarse grid over the largest part, refined three times around the winner. */
export function labelPoint(polygons: LatticeMultiPolygon): LabelPoint {
  const polygon = polygons[0] ?? [];
  const shell = polygon[0] ?? EMPTY;
  const xs = shell.filter((_, i) => i % 2 === 0);
  const ys = shell.filter((_, i) => i % 2 === 1);
  let [minX, maxX, minY, maxY] = [
    Math.min(...xs),
    Math.max(...xs),
    Math.min(...ys),
    Math.max(...ys),
  ];
  let best = { x: Math.floor((minX + maxX) / 2), y: Math.floor((minY + maxY) / 2) };
  let bestClearance = clearance(best.x, best.y, polygon);
  for (let round = 0; round < 4; round += 1) {
    for (let row = 1; row < 9; row += 1) {
      for (let column = 1; column < 9; column += 1) {
        const x = Math.floor(minX + ((maxX - minX) * column) / 9);
        const y = Math.floor(minY + ((maxY - minY) * row) / 9);
        const room = clearance(x, y, polygon);
        if (room > bestClearance) {
          bestClearance = room;
          best = { x, y };
        }
      }
    }
    const halfX = (maxX - minX) / 9;
    const halfY = (maxY - minY) / 9;
    [minX, maxX, minY, maxY] = [best.x - halfX, best.x + halfX, best.y - halfY, best.y + halfY];
  }
  return best;
}
