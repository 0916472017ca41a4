import type { CellCover } from "./cell-cover.ts";
import {
  AT_HEIGHT,
  AT_TILE_SHIFT,
  AT_WIDTH,
  AT_X0,
  AT_Y0,
  HEADER_WORDS,
  NARROW_LEAF,
  WIDE_LEAF,
} from "./cover-layout.ts";
import { layeredLabel, narrowLabel, wideLabel } from "./cover-predicates.ts";

// Indexes below are in range by construction; `as number` only tells the compiler so.

/** Answer for a point that no polygon covers. */
export const NO_OWNER = -1;

/** Rank of the lowest code among the closed polygons that cover the lattice point, or NO_OWNER. */
export function ownerOf(cover: CellCover, x: number, y: number): number {
  const { words } = cover;
  const shift = words[AT_TILE_SHIFT] as number;
  const width = words[AT_WIDTH] as number;
  const dx = x - (words[AT_X0] as number);
  const dy = y - (words[AT_Y0] as number);
  const column = dx >>> shift;
  const row = dy >>> shift;
  if (column >= width || row >= (words[AT_HEIGHT] as number)) return NO_OWNER;
  const entry = words[HEADER_WORDS + row * width + column] as number;
  if (entry < 0) return ~entry - 1;
  const mask = (1 << shift) - 1;
  return labelInTile(words, entry, shift, dx & mask, dy & mask, x, y) - 1;
}

/** `owner + 1` of a point; (tx, ty) is counted from the tile's lower left corner. */
function labelInTile(
  words: Int32Array,
  blob: number,
  tileShift: number,
  tx: number,
  ty: number,
  x: number,
  y: number,
): number {
  const sideShift = words[blob] as number;
  const cellShift = tileShift - sideShift;
  const cell = ((ty >> cellShift) << sideShift) + (tx >> cellShift);
  const entry = words[blob + 2 + cell] as number;
  if (entry >= 0) return entry;
  const leaf = ~entry;
  const at = blob + (leaf >> 2);
  const kind = leaf & 3;
  if (kind === WIDE_LEAF) return wideLabel(words, at, x, y);
  if (kind !== NARROW_LEAF) return layeredLabel(words, at, x, y);
  const mask = (1 << cellShift) - 1;
  const half = (1 << cellShift) >> 1;
  return narrowLabel(words, at, (tx & mask) - half, (ty & mask) - half);
}
