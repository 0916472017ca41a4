import { snapInto } from "../lattice/lattice-point.ts";
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

type Sorting = { starts: Int32Array; points: Int32Array };

// Kept from call to call: fresh pages for them would cost as much as the sort.
const kept = {
  sorting: { starts: new Int32Array(0), points: new Int32Array(0) } satisfies Sorting,
  xy: new Int32Array(0),
  tile: makeTileScratch(),
};

/**
 * `ownerOf` for interleaved x, y. Points are counting-sorted by tile, then by cell, so that a tile is
 * read while it lies in the nearest cache and all points of a cell take the same way together.
 */
export function ownersOf(cover: CellCover, xy: Int32Array): Int32Array {
  const owners = new Int32Array(xy.length >> 1);
  for (let from = 0; from < owners.length; from += BATCH_POINTS) {
    const to = Math.min(owners.length, from + BATCH_POINTS);
    answerBatch(cover, xy.subarray(2 * from, 2 * to), owners.subarray(from, to));
  }
  return owners;
}

/** The same for interleaved degrees: snapped, then asked. */
export function ownersOfLngLats(cover: CellCover, lngLats: Float64Array): Int32Array {
  const owners = new Int32Array(lngLats.length >> 1);
  const batch = Math.min(owners.length, BATCH_POINTS);
  if (kept.xy.length < 2 * batch) kept.xy = new Int32Array(2 * batch);
  for (let from = 0; from < owners.length; from += BATCH_POINTS) {
    const to = Math.min(owners.length, from + BATCH_POINTS);
    snapInto(kept.xy, lngLats.subarray(2 * from, 2 * to));
    answerBatch(cover, kept.xy.subarray(0, 2 * (to - from)), owners.subarray(from, to));
  }
  return owners;
}

function answerBatch(cover: CellCover, xy: Int32Array, owners: Int32Array): void {
  const { words } = cover;
  const tiles = (words[AT_WIDTH] as number) * (words[AT_HEIGHT] as number);
  if (owners.length < tiles) {
    for (let i = 0; i < owners.length; i++) {
      owners[i] = ownerOf(cover, xy[2 * i] as number, xy[2 * i + 1] as number);
    }
    return;
  }
  const { sorting } = kept;
  sorting.starts = new Int32Array(tiles + 2);
  if (sorting.points.length < owners.length * POINT_WORDS) {
    sorting.points = new Int32Array(owners.length * POINT_WORDS);
  }
  countByTile(words, xy, sorting.starts);
  sumUp(sorting.starts);
  moveToTiles(words, xy, sorting);
  answerTiles(words, sorting, owners, kept.tile);
}

/** How many points each tile gets; the tile after the last gathers what lies beyond the frame. */
function countByTile(words: Int32Array, xy: Int32Array, starts: Int32Array): void {
  const shift = words[AT_TILE_SHIFT] as number;
  const width = words[AT_WIDTH] as number;
  const height = words[AT_HEIGHT] as number;
  const x0 = words[AT_X0] as number;
  const y0 = words[AT_Y0] as number;
  const outside = width * height;
  for (let i = 0; i < xy.length; i += 2) {
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
function moveToTiles(words: Int32Array, xy: Int32Array, { starts, points }: Sorting): void {
  const shift = words[AT_TILE_SHIFT] as number;
  const width = words[AT_WIDTH] as number;
  const height = words[AT_HEIGHT] as number;
  const x0 = words[AT_X0] as number;
  const y0 = words[AT_Y0] as number;
  const outside = width * height;
  for (let i = (xy.length >> 1) - 1; i >= 0; i--) {
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
