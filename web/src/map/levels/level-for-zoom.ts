import { unitMinZoom } from "../style/grid-layers.ts";

/** One level's cells as far as the zoom cares. */
export interface LevelSize {
  level: number;
  /** Areas of all its grids, in square metres. */
  areasSquareMeters: readonly number[];
}

/** Zoom from which each level is the one spoken of. */
export type LevelZooms = ReadonlyMap<number, number>;

/** A cell should be about a thumb wide before its level takes over. */
const cellPixels = 84;
const worldMetersPerPixel = 40_075_016.686 / 512;

export function levelZooms(sizes: readonly LevelSize[], latitude: number): LevelZooms {
  const zooms = new Map<number, number>();
  const scale = worldMetersPerPixel * Math.cos((latitude * Math.PI) / 180);
  const ordered = sizes.toSorted((a, b) => a.level - b.level);
  for (const { level, areasSquareMeters } of ordered) {
    if (level < 2 || areasSquareMeters.length === 0) continue;
    const sideMeters = Math.sqrt(median(areasSquareMeters));
    const zoom = zooms.size === 0 ? 0 : Math.log2((scale * cellPixels) / Math.max(1, sideMeters));
    zooms.set(level, level === 5 ? Math.max(zoom, unitMinZoom) : zoom);
  }
  return zooms;
}

/** The finest level whose zoom is reached; the coarsest there is where none is. */
export function levelForZoom(zooms: LevelZooms, zoom: number): number {
  let found = 2;
  for (const [level, from] of zooms) if (zoom >= from) found = Math.max(found, level);
  return zooms.has(found) ? found : Math.min(...zooms.keys(), 5);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
