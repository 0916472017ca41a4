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

/** Points sorted at a time: their copies and answers stay in the second-level cache. */
const BATCH_POINTS = 1 << 18;
/** x, y and place of a sorted point. */
const POINT_WORDS = 3;

type Sorting = { starts: Int32Array; points: Int32Array };

/**
 * `ownerOf` for interleaved x, y. Points are counting-sorted by tile first, so that each tile is read
 * once while it lies in the nearest cache.
 */
export function ownersOf(cover: CellCover, xy: Int32Array): Int32Array {
  const { words } = cover;
  const count = xy.length >> 1;
  const owners = new Int32Array(count);
  const tiles = (words[AT_WIDTH] as number) * (words[AT_HEIGHT] as number);
  if (count < tiles) {
    for (let i = 0; i < count; i++) {
      owners[i] = ownerOf(cover, xy[2 * i] as number, xy[2 * i + 1] as number);
    }
    return owners;
  }
  const sorting = {
    starts: new Int32Array(tiles + 2),
    points: new Int32Array(Math.min(count, BATCH_POINTS) * POINT_WORDS),
  };
  for (let from = 0; from < count; from += BATCH_POINTS) {
    const to = Math.min(count, from + BATCH_POINTS);
    sorting.starts.fill(0);
    countByTile(words, xy, from, to, sorting.starts);
    sumUp(sorting.starts);
    moveToTiles(words, xy, from, to, sorting);
    answerTiles(words, sorting, tiles, owners);
  }
  return owners;
}

// One hot loop a function: V8 leaves a function with several for good when it was optimised in the first.

/** How many points each tile gets; tile `outside` gathers what lies beyond the frame. */
function countByTile(
  words: Int32Array,
  xy: Int32Array,
  from: number,
  to: number,
  starts: Int32Array,
): void {
  const shift = words[AT_TILE_SHIFT] as number;
  const width = words[AT_WIDTH] as number;
  const height = words[AT_HEIGHT] as number;
  const x0 = words[AT_X0] as number;
  const y0 = words[AT_Y0] as number;
  const outside = width * height;
  for (let i = 2 * from; i < 2 * to; i += 2) {
    const column = ((xy[i] as number) - x0) >>> shift;
    const row = ((xy[i + 1] as number) - y0) >>> shift;
    const tile = column < width && row < height ? row * width + column : outside;
    starts[tile] = (starts[tile] as number) + 1;
  }
}

function sumUp(starts: Int32Array): void {
  let sum = 0;
  for (let tile = 0; tile < starts.length; tile++) {
    sum += starts[tile] as number;
    starts[tile] = sum;
  }
}

/** Copies the points to their tiles, from the back, so that each start ends where its tile begins. */
function moveToTiles(
  words: Int32Array,
  xy: Int32Array,
  from: number,
  to: number,
  sorting: Sorting,
): void {
  const { starts, points } = sorting;
  const shift = words[AT_TILE_SHIFT] as number;
  const width = words[AT_WIDTH] as number;
  const height = words[AT_HEIGHT] as number;
  const x0 = words[AT_X0] as number;
  const y0 = words[AT_Y0] as number;
  const outside = width * height;
  for (let i = to - 1; i >= from; i--) {
    const x = xy[2 * i] as number;
    const y = xy[2 * i + 1] as number;
    const column = (x - x0) >>> shift;
    const row = (y - y0) >>> shift;
    const tile = column < width && row < height ? row * width + column : outside;
    const place = (starts[tile] as number) - 1;
    starts[tile] = place;
    points[POINT_WORDS * place] = x;
    points[POINT_WORDS * place + 1] = y;
    points[POINT_WORDS * place + 2] = i;
  }
}

function answerTiles(words: Int32Array, sorting: Sorting, tiles: number, owners: Int32Array): void {
  const { starts, points } = sorting;
  for (let tile = 0; tile <= tiles; tile++) {
    const first = starts[tile] as number;
    const last = starts[tile + 1] as number;
    if (first === last) continue;
    const entry = tile === tiles ? ~0 : (words[HEADER_WORDS + tile] as number);
    if (entry >= 0) answerTile(words, entry, points, first, last, owners);
    else answerAlike(~entry - 1, points, first, last, owners);
  }
}

function answerAlike(
  owner: number,
  points: Int32Array,
  first: number,
  last: number,
  owners: Int32Array,
): void {
  for (let at = first; at < last; at++) owners[points[POINT_WORDS * at + 2] as number] = owner;
}

function answerTile(
  words: Int32Array,
  blob: number,
  points: Int32Array,
  first: number,
  last: number,
  owners: Int32Array,
): void {
  const tileMask = (1 << (words[AT_TILE_SHIFT] as number)) - 1;
  const x0 = words[AT_X0] as number;
  const y0 = words[AT_Y0] as number;
  const sideShift = words[blob] as number;
  const cellShift = (words[AT_TILE_SHIFT] as number) - sideShift;
  const cellMask = (1 << cellShift) - 1;
  const half = (1 << cellShift) >> 1;
  for (let at = first * POINT_WORDS; at < last * POINT_WORDS; at += POINT_WORDS) {
    const x = points[at] as number;
    const y = points[at + 1] as number;
    const tx = (x - x0) & tileMask;
    const ty = (y - y0) & tileMask;
    const cell = ((ty >> cellShift) << sideShift) + (tx >> cellShift);
    let label = words[blob + 2 + cell] as number;
    if (label < 0) {
      const leaf = blob + (~label >> 2);
      const kind = ~label & 3;
      if (kind === NARROW_LEAF) {
        label = narrowLabel(words, leaf, (tx & cellMask) - half, (ty & cellMask) - half);
      } else if (kind === WIDE_LEAF) {
        label = wideLabel(words, leaf, x, y);
      } else {
        label = layeredLabel(words, leaf, x, y);
      }
    }
    owners[points[at + 2] as number] = label - 1;
  }
}
