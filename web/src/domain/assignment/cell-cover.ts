import type { LatticeMultiPolygon } from "../lattice/lattice-polygon.ts";
import { changedBox } from "./cover-changes.ts";
import {
  AT_HEIGHT,
  AT_MAGIC,
  AT_OWNERS,
  AT_TILE_SHIFT,
  AT_USED,
  AT_WIDTH,
  AT_X0,
  AT_Y0,
  type CoverFrame,
  HEADER_WORDS,
  MAGIC,
} from "./cover-layout.ts";
import {
  type CoverSource,
  chooseFrame,
  makeCoverSource,
  setSourcePolygon,
} from "./cover-source.ts";
import { TileBuilder } from "./cover-tile.ts";
import { IntStack } from "./int-stack.ts";

// Indexes below are in range by construction; `as number` only tells the compiler so.

/** The index itself: one array, transferable or over shared memory; read with `cover-lookup.ts`. */
export type CellCover = { readonly words: Int32Array };

/** Room left behind the last blob, so that patches need not move the whole array. */
const SLACK = 1.02;

function frameOf(words: Int32Array): CoverFrame {
  return {
    x0: words[AT_X0] as number,
    y0: words[AT_Y0] as number,
    tileShift: words[AT_TILE_SHIFT] as number,
    width: words[AT_WIDTH] as number,
    height: words[AT_HEIGHT] as number,
  };
}

type TileRange = { column0: number; column1: number; row0: number; row1: number };

function tilesOfBox(frame: CoverFrame, boxes: ArrayLike<number>, rank: number): TileRange {
  const size = 2 ** frame.tileShift;
  const column = (x: number) => Math.floor((x - frame.x0) / size);
  const row = (y: number) => Math.floor((y - frame.y0) / size);
  return {
    column0: Math.max(0, column(boxes[4 * rank] as number)),
    column1: Math.min(frame.width - 1, column(boxes[4 * rank + 2] as number)),
    row0: Math.max(0, row(boxes[4 * rank + 1] as number)),
    row1: Math.min(frame.height - 1, row(boxes[4 * rank + 3] as number)),
  };
}

function forEachTile(range: TileRange, width: number, visit: (tile: number) => void): void {
  for (let row = range.row0; row <= range.row1; row++) {
    for (let column = range.column0; column <= range.column1; column++) visit(row * width + column);
  }
}

/** Tile → ranks of the polygons whose box meets it, ascending: counted, then filled. */
function ranksByTile(
  source: CoverSource,
  frame: CoverFrame,
): { starts: Int32Array; ranks: Int32Array } {
  const tiles = frame.width * frame.height;
  const starts = new Int32Array(tiles + 1);
  const polygons = source.polygons.length;
  for (let rank = 0; rank < polygons; rank++) {
    forEachTile(tilesOfBox(frame, source.boxes, rank), frame.width, (tile) => {
      starts[tile + 1] = (starts[tile + 1] as number) + 1;
    });
  }
  for (let tile = 0; tile < tiles; tile++) {
    starts[tile + 1] = (starts[tile + 1] as number) + (starts[tile] as number);
  }
  const next = starts.slice();
  const ranks = new Int32Array(starts[tiles] as number);
  for (let rank = 0; rank < polygons; rank++) {
    forEachTile(tilesOfBox(frame, source.boxes, rank), frame.width, (tile) => {
      const place = next[tile] as number;
      ranks[place] = rank;
      next[tile] = place + 1;
    });
  }
  return { starts, ranks };
}

/** Keeps what patches need: the polygons beside the index. */
export class CoverEditor {
  readonly #source: CoverSource;
  readonly #builder: TileBuilder;
  #words: Int32Array;

  /** Polygons in code order (`rankByCode`), each valid by itself (rings do not cross); they may overlap and leave gaps. */
  constructor(polygons: readonly LatticeMultiPolygon[]) {
    this.#source = makeCoverSource(polygons);
    this.#builder = new TileBuilder(this.#source);
    this.#words = this.#rebuild();
  }

  get cover(): CellCover {
    return { words: this.#words };
  }

  /** The used part alone: the same polygons give the same bytes, patched or built afresh. */
  toBytes(): Uint8Array {
    const used = this.#words[AT_USED] as number;
    return new Uint8Array(this.#words.buffer.slice(0, used * 4));
  }

  /**
   * Replace one polygon. The tiles that its changed edges meet are built again in place; only when
   * the frame of the whole changes is everything. Answers whether it was done in place.
   */
  replace(rank: number, polygon: LatticeMultiPolygon): boolean {
    const frame = frameOf(this.#words);
    const before = this.#source.polygons[rank] ?? [];
    setSourcePolygon(this.#source, rank, polygon);
    const wanted = chooseFrame(this.#source);
    const isSame = (Object.keys(wanted) as (keyof CoverFrame)[]).every(
      (k) => wanted[k] === frame[k],
    );
    if (!isSame) {
      this.#words = this.#rebuild();
      return false;
    }
    const changed = changedBox(before, this.#source.polygons[rank] ?? []);
    if (changed === null) return true;
    forEachTile(tilesOfBox(frame, changed, 0), frame.width, (tile) =>
      this.#replaceTile(tile, frame),
    );
    return true;
  }

  #rebuild(): Int32Array {
    const source = this.#source;
    const frame = chooseFrame(source);
    const tiles = frame.width * frame.height;
    const out = new IntStack(HEADER_WORDS + tiles + 1024);
    out.length = HEADER_WORDS + tiles;
    const { starts, ranks } = ranksByTile(source, frame);
    const size = 2 ** frame.tileShift;
    for (let tile = 0; tile < tiles; tile++) {
      const at = out.length;
      const here = ranks.subarray(starts[tile] as number, starts[tile + 1] as number);
      const x = frame.x0 + (tile % frame.width) * size;
      const y = frame.y0 + Math.floor(tile / frame.width) * size;
      const entry = this.#builder.build(here, x, y, frame.tileShift, out);
      out.words[HEADER_WORDS + tile] = entry < 0 ? entry : at;
    }
    const words = new Int32Array(Math.ceil(out.length * SLACK));
    words.set(out.words.subarray(0, out.length));
    words[AT_MAGIC] = MAGIC;
    words[AT_USED] = out.length;
    words[AT_OWNERS] = source.polygons.length;
    words[AT_X0] = frame.x0;
    words[AT_Y0] = frame.y0;
    words[AT_TILE_SHIFT] = frame.tileShift;
    words[AT_WIDTH] = frame.width;
    words[AT_HEIGHT] = frame.height;
    return words;
  }

  #replaceTile(tile: number, frame: CoverFrame): void {
    const size = 2 ** frame.tileShift;
    const x = frame.x0 + (tile % frame.width) * size;
    const y = frame.y0 + Math.floor(tile / frame.width) * size;
    const out = new IntStack(1 << 14);
    const ranks = this.#ranksOfTile(x, y, size);
    const entry = this.#builder.build(ranks, x, y, frame.tileShift, out);
    const tiles = frame.width * frame.height;
    const before = this.#words[HEADER_WORDS + tile] as number;
    const at = before >= 0 ? before : this.#nextBlob(tile, tiles);
    const oldLength = before >= 0 ? (this.#words[before + 1] as number) : 0;
    this.#resizeAt(at, oldLength, out.length, tile, tiles);
    this.#words.set(out.words.subarray(0, out.length), at);
    this.#words[HEADER_WORDS + tile] = entry < 0 ? entry : at;
  }

  /** Ranks of the polygons whose box meets the tile: the same that `ranksByTile` finds. */
  #ranksOfTile(x: number, y: number, size: number): Int32Array {
    const { boxes } = this.#source;
    const found: number[] = [];
    for (let i = 0; i < boxes.length; i += 4) {
      if ((boxes[i] as number) >= x + size || (boxes[i + 2] as number) < x) continue;
      if ((boxes[i + 1] as number) >= y + size || (boxes[i + 3] as number) < y) continue;
      found.push(i / 4);
    }
    return Int32Array.from(found);
  }

  /** Where the blob of a tile that had none belongs: before that of the next tile that has one. */
  #nextBlob(tile: number, tiles: number): number {
    for (let next = tile + 1; next < tiles; next++) {
      const entry = this.#words[HEADER_WORDS + next] as number;
      if (entry >= 0) return entry;
    }
    return this.#words[AT_USED] as number;
  }

  #resizeAt(at: number, oldLength: number, newLength: number, tile: number, tiles: number): void {
    const moved = newLength - oldLength;
    if (moved === 0) return;
    const used = this.#words[AT_USED] as number;
    if (used + moved > this.#words.length) {
      const grown = new Int32Array(Math.ceil((used + moved) * SLACK));
      grown.set(this.#words.subarray(0, used));
      this.#words = grown;
    }
    const words = this.#words;
    words.copyWithin(at + newLength, at + oldLength, used);
    words[AT_USED] = used + moved;
    for (let next = tile + 1; next < tiles; next++) {
      const entry = words[HEADER_WORDS + next] as number;
      if (entry >= 0) words[HEADER_WORDS + next] = entry + moved;
    }
  }
}

export function buildCellCover(polygons: readonly LatticeMultiPolygon[]): CellCover {
  return new CoverEditor(polygons).cover;
}
