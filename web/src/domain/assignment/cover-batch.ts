import type { CellCover } from "./cell-cover.ts";
import { answerTile, makeTileScratch, type TileScratch } from "./cover-batch-tile.ts";
import { AT_HEIGHT, AT_TILE_SHIFT, AT_WIDTH, AT_X0, AT_Y0, HEADER_WORDS } from "./cover-layout.ts";
import { NO_OWNER, ownerOf } from "./cover-lookup.ts";

// Indexes below are in range by construction; `as number` only tells the compiler so. One hot loop a
// function: V8 keeps throwing away a function with several when it was first optimised within one.

/** Points sorted at a time. */
const BATCH_POINTS = 1 << 20;
/** x, y and place of a point sorted by tile. */
const POINT_WORDS = 3;

type Sorting = { readonly starts: Int32Array; readonly points: Int32Array };

/**
 * `ownerOf` for interleaved x, y. Points are counting-sorted by tile, then by cell, so that a tile is
 * read while it lies in the nearest cache and all points of a cell take the same way together.
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
  const sorting: Sorting = {
    starts: new Int32Array(tiles + 2),
    points: new Int32Array(Math.min(count, BATCH_POINTS) * POINT_WORDS),
  };
  const scratch = makeTileScratch();
  for (let from = 0; from < count; from += BATCH_POINTS) {
    const to = Math.min(count, from + BATCH_POINTS);
    sorting.starts.fill(0);
    countByTile(words, xy, from, to, sorting.starts);
    sumUp(sorting.starts);
    moveToTiles(words, xy, from, to, sorting);
    answerTiles(words, sorting, owners, scratch);
  }
  return owners;
}

/** How many points each tile gets; the tile after the last gathers what lies beyond the frame. */
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
  { starts, points }: Sorting,
): void {
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

function answerTiles(
  words: Int32Array,
  { starts, points }: Sorting,
  owners: Int32Array,
  scratch: TileScratch,
): void {
  const tiles = starts.length - 2;
  for (let tile = 0; tile <= tiles; tile++) {
    const first = starts[tile] as number;
    const last = starts[tile + 1] as number;
    if (first === last) continue;
    const entry = tile === tiles ? ~(NO_OWNER + 1) : (words[HEADER_WORDS + tile] as number);
    const here = points.subarray(first * POINT_WORDS, last * POINT_WORDS);
    if (entry >= 0) answerTile(words, entry, here, owners, scratch);
    else answerAlike(~entry - 1, here, owners);
  }
}

function answerAlike(owner: number, points: Int32Array, owners: Int32Array): void {
  for (let at = 2; at < points.length; at += POINT_WORDS) owners[points[at] as number] = owner;
}
