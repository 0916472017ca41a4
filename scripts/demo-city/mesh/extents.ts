/** How large each street is and where it lies, by sampling. */
import type { Point } from "./plan-space.ts";

export interface Box {
  minX: number;
  minY: number;
  maxX: number;
  maxY: number;
}

export interface Extent {
  areaM2: number;
  readonly box: Box;
}

const EXTENT_STEP = 120;
export const EVERYWHERE: Box = { minX: -2e4, minY: -2e4, maxX: 2e4, maxY: 2e4 };

export function extentsOf(seeds: readonly Point[], labelAt: (p: Point) => number): Extent[] {
  const found = seeds.map((seed): Extent => {
    const box = { minX: seed.x, minY: seed.y, maxX: seed.x, maxY: seed.y };
    return { areaM2: 0, box };
  });
  for (let y = -13000; y <= 13000; y += EXTENT_STEP) {
    for (let x = -16000; x <= 18000; x += EXTENT_STEP) {
      const extent = found[labelAt({ x, y })];
      if (!extent) continue;
      const { box } = extent;
      extent.areaM2 += EXTENT_STEP * EXTENT_STEP;
      box.minX = Math.min(box.minX, x - 2 * EXTENT_STEP);
      box.maxX = Math.max(box.maxX, x + 2 * EXTENT_STEP);
      box.minY = Math.min(box.minY, y - 2 * EXTENT_STEP);
      box.maxY = Math.max(box.maxY, y + 2 * EXTENT_STEP);
    }
  }
  return found;
}
