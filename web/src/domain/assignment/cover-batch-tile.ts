import {
  AT_TILE_SHIFT,
  AT_X0,
  AT_Y0,
  COUNT_SHIFT,
  NARROW_LEAF,
  OWNER_MASK,
  WIDE_LEAF,
} from "./cover-layout.ts";
import { layeredLabel, narrowLabel, wideLabel } from "./cover-predicates.ts";

// Indexes below are in range by construction; `as number` only tells the compiler so. One hot loop a
// function: V8 keeps throwing away a function with several when it was first optimised within one.

/** Fewer points of a leaf than this are asked one by one. */
const TOGETHER_FROM = 4;
const POINT_WORDS = 3;

/** The points of one tile sorted by cell, in columns, with their answers; reused from tile to tile. */
export type TileScratch = {
  starts: Int32Array;
  xs: Int32Array;
  ys: Int32Array;
  places: Int32Array;
  /** owner + 1 */
  labels: Int32Array;
};

export function makeTileScratch(): TileScratch {
  const empty = new Int32Array(0);
  return { starts: empty, xs: empty, ys: empty, places: empty, labels: empty };
}

function prepare(scratch: TileScratch, cells: number, points: number): void {
  if (scratch.starts.length <= cells) scratch.starts = new Int32Array(cells + 1);
  scratch.starts.fill(0, 0, cells + 1);
  if (scratch.xs.length >= points) return;
  scratch.xs = new Int32Array(points * 2);
  scratch.ys = new Int32Array(points * 2);
  scratch.places = new Int32Array(points * 2);
  scratch.labels = new Int32Array(points * 2);
}

/** Answers the points (x, y, place) of the tile whose blob is given. */
export function answerTile(
  words: Int32Array,
  blob: number,
  points: Int32Array,
  owners: Int32Array,
  scratch: TileScratch,
): void {
  const sideShift = words[blob] as number;
  const cells = 1 << (2 * sideShift);
  const count = points.length / POINT_WORDS;
  prepare(scratch, cells, count);
  countByCell(words, sideShift, points, scratch.starts);
  sumUp(scratch.starts, cells);
  moveToCells(words, sideShift, points, scratch);
  labelCells(words, blob, cells, scratch);
  storeLabels(scratch, count, owners);
}

function countByCell(
  words: Int32Array,
  sideShift: number,
  points: Int32Array,
  starts: Int32Array,
): void {
  const mask = (1 << (words[AT_TILE_SHIFT] as number)) - 1;
  const cellShift = (words[AT_TILE_SHIFT] as number) - sideShift;
  const x0 = words[AT_X0] as number;
  const y0 = words[AT_Y0] as number;
  for (let at = 0; at < points.length; at += POINT_WORDS) {
    const tx = ((points[at] as number) - x0) & mask;
    const ty = ((points[at + 1] as number) - y0) & mask;
    const cell = ((ty >> cellShift) << sideShift) + (tx >> cellShift);
    starts[cell] = (starts[cell] as number) + 1;
  }
}

function sumUp(starts: Int32Array, cells: number): void {
  let sum = 0;
  for (let cell = 0; cell <= cells; cell++) {
    sum += starts[cell] as number;
    starts[cell] = sum;
  }
}

/** From the back, so that each start ends where its cell begins. */
function moveToCells(
  words: Int32Array,
  sideShift: number,
  points: Int32Array,
  { starts, xs, ys, places }: TileScratch,
): void {
  const mask = (1 << (words[AT_TILE_SHIFT] as number)) - 1;
  const cellShift = (words[AT_TILE_SHIFT] as number) - sideShift;
  const x0 = words[AT_X0] as number;
  const y0 = words[AT_Y0] as number;
  for (let at = points.length - POINT_WORDS; at >= 0; at -= POINT_WORDS) {
    const x = points[at] as number;
    const y = points[at + 1] as number;
    const cell = ((((y - y0) & mask) >> cellShift) << sideShift) + (((x - x0) & mask) >> cellShift);
    const place = (starts[cell] as number) - 1;
    starts[cell] = place;
    xs[place] = x;
    ys[place] = y;
    places[place] = points[at + 2] as number;
  }
}

function storeLabels({ places, labels }: TileScratch, count: number, owners: Int32Array): void {
  for (let i = 0; i < count; i++) owners[places[i] as number] = (labels[i] as number) - 1;
}

function labelCells(words: Int32Array, blob: number, cells: number, scratch: TileScratch): void {
  const { starts } = scratch;
  for (let cell = 0; cell < cells; cell++) {
    const from = starts[cell] as number;
    const to = starts[cell + 1] as number;
    if (from === to) continue;
    const entry = words[blob + 2 + cell] as number;
    if (entry >= 0) fillLabels(scratch.labels, entry, from, to);
    else labelLeaf(words, blob, ~entry, from, to, scratch);
  }
}

function fillLabels(labels: Int32Array, label: number, from: number, to: number): void {
  for (let i = from; i < to; i++) labels[i] = label;
}

function labelLeaf(
  words: Int32Array,
  blob: number,
  leaf: number,
  from: number,
  to: number,
  scratch: TileScratch,
): void {
  const at = blob + (leaf >> 2);
  const kind = leaf & 3;
  const { xs, ys, labels } = scratch;
  if (kind > WIDE_LEAF) {
    for (let i = from; i < to; i++) {
      labels[i] = layeredLabel(words, at, xs[i] as number, ys[i] as number);
    }
    return;
  }
  const isNarrow = kind === NARROW_LEAF;
  const cellShift = (words[AT_TILE_SHIFT] as number) - (words[blob] as number);
  const centreX = isNarrow ? centreOf(xs[from] as number, words[AT_X0] as number, cellShift) : 0;
  const centreY = isNarrow ? centreOf(ys[from] as number, words[AT_Y0] as number, cellShift) : 0;
  const isAnswered =
    to - from >= TOGETHER_FROM &&
    labelTogether(words, at, isNarrow, centreX, centreY, from, to, scratch);
  if (isAnswered) return;
  for (let i = from; i < to; i++) {
    const x = (xs[i] as number) - centreX;
    const y = (ys[i] as number) - centreY;
    labels[i] = isNarrow ? narrowLabel(words, at, x, y) : wideLabel(words, at, x, y);
  }
}

/** Middle of the cell that a coordinate falls into. */
function centreOf(value: number, origin: number, cellShift: number): number {
  const size = 1 << cellShift;
  return value - ((value - origin) & (size - 1)) + (size >> 1);
}

/** All points of a leaf edge by edge; false when one lies on an edge or its line: then nothing is settled. */
function labelTogether(
  words: Int32Array,
  leaf: number,
  isNarrow: boolean,
  centreX: number,
  centreY: number,
  from: number,
  to: number,
  { xs, ys, labels }: TileScratch,
): boolean {
  const head = words[leaf] as number;
  const step = isNarrow ? 1 : 2;
  fillLabels(labels, head & OWNER_MASK, from, to);
  let next = leaf + 1;
  let ties = 0;
  for (let runs = head >>> COUNT_SHIFT; runs > 0; runs--) {
    const run = words[next] as number;
    const flip = (run & OWNER_MASK) ^ (words[next + 1] as number);
    next += 2;
    const end = next + step * (run >>> COUNT_SHIFT);
    let ax = 0;
    let ay = 0;
    for (let isFirst = true; next < end; next += step) {
      const word = words[next] as number;
      const bx = isNarrow ? centreX + (word >> 16) : word;
      const by = isNarrow ? centreY + ((word << 16) >> 16) : (words[next + 1] as number);
      if (!isFirst) ties |= crossPoints(xs, ys, labels, from, to, ax, ay, bx, by, flip);
      isFirst = false;
      ax = bx;
      ay = by;
    }
  }
  return ties === 0;
}

/** As the loop of `narrowLabel`, for one edge and many points; answers 1 when a determinant is 0. */
function crossPoints(
  xs: Int32Array,
  ys: Int32Array,
  labels: Int32Array,
  from: number,
  to: number,
  ax: number,
  ay: number,
  bx: number,
  by: number,
  flip: number,
): number {
  const dx = bx - ax;
  const dy = by - ay;
  let ties = 0;
  for (let i = from; i < to; i++) {
    const y = ys[i] as number;
    const v = (y - ay) | 0;
    const u = ((xs[i] as number) - ax) | 0;
    const aboveA = v >> 31;
    const aboveB = ((y - by) | 0) >> 31;
    const cross = dx * v - dy * u;
    ties |= Number(cross === 0);
    labels[i] = (labels[i] as number) ^ (flip & (aboveA ^ aboveB) & (aboveA ^ -Number(cross < 0)));
  }
  return ties;
}
