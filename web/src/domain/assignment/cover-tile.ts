import { TileCells } from "./cover-cells.ts";
import { EDGE_WORDS, isRightOf, passesRow, TileEdges } from "./cover-edges.ts";
import { BLOB_ALIGNMENT, LAYERED_LEAF } from "./cover-layout.ts";
import { writeLayer, writeSharedLeaf } from "./cover-leaf.ts";
import { CellRuns } from "./cover-runs.ts";
import type { CoverSource, SourceRing } from "./cover-source.ts";
import type { IntStack } from "./int-stack.ts";

// Indexes below are in range by construction; `as number` only tells the compiler so.

/** Cells for each shared edge of a tile, before rounding to a power of four. */
const CELLS_PER_EDGE = 2;
const MAX_CELL_SHIFT = 8;
const MIN_CELL_SIZE_SHIFT = 4;
/** A tile whose cells are fuller than this on average is cut finer. */
const MAX_CROWDING = 8;

/** Builds the blob of one tile: a function of the polygons that meet it, so a patch equals a rebuild. */
export class TileBuilder {
  readonly #edges = new TileEdges();
  readonly #cells = new TileCells();
  readonly #runs = new CellRuns();
  #source: CoverSource;
  #ranks: Int32Array = new Int32Array(0);

  constructor(source: CoverSource) {
    this.#source = source;
  }

  /** Writes the blob to `out` and answers 0, or writes nothing and answers the tile's single entry (below 0). */
  build(ranks: Int32Array, x: number, y: number, tileShift: number, out: IntStack): number {
    this.#ranks = ranks;
    const edges = this.#edges;
    const cells = this.#cells;
    edges.collect(this.#source, ranks, x, y, 2 ** tileShift);
    this.#chooseShift(x, y, tileShift);
    const cellShift = tileShift - cells.shift;
    cells.sweep(edges, x, y, cellShift);
    if (edges.count === 0) return ~this.#labelWithoutEdges(0, x, y);
    const start = out.length;
    const side = 1 << cells.shift;
    out.reserve(start + 2 + side * side);
    out.length = start + 2 + side * side;
    for (let cell = 0; cell < side * side; cell++) {
      const cellX = x + (cell & (side - 1)) * 2 ** cellShift;
      const cellY = y + (cell >> cells.shift) * 2 ** cellShift;
      const entry = this.#writeCell(cell, cellX, cellY, 2 ** cellShift, start, out);
      out.words[start + 2 + cell] = entry;
    }
    while ((out.length - start) % BLOB_ALIGNMENT !== 0) out.push(0);
    out.words[start] = cells.shift;
    out.words[start + 1] = out.length - start;
    return 0;
  }

  #chooseShift(x: number, y: number, tileShift: number): void {
    const cells = this.#cells;
    const finest = Math.max(0, Math.min(MAX_CELL_SHIFT, tileShift - MIN_CELL_SIZE_SHIFT));
    const wanted = Math.round(Math.log2((this.#edges.count / 2) * CELLS_PER_EDGE + 1) / 2);
    cells.shift = Math.min(finest, wanted);
    cells.distribute(this.#edges, x, y, tileShift - cells.shift);
    while (cells.shift < finest && cells.crowding > MAX_CROWDING) {
      cells.shift++;
      cells.distribute(this.#edges, x, y, tileShift - cells.shift);
    }
  }

  #writeCell(
    cell: number,
    x: number,
    y: number,
    size: number,
    start: number,
    out: IntStack,
  ): number {
    const from = this.#cells.starts[cell] as number;
    const to = this.#cells.starts[cell + 1] as number;
    if (from === to) return this.#labelWithoutEdges(cell, x, y);
    const at = out.length - start;
    if (this.#isShared(cell, from, to)) {
      this.#gatherRuns(from, to, x, y, size);
      const label = this.#cells.labels[cell] as number;
      const kind = writeSharedLeaf(out, this.#runs, label, x + size / 2, y + size / 2);
      if (kind >= 0) return ~(at * 4 + kind);
    }
    this.#writeLayers(cell, from, to, x, y, size, out);
    return ~(at * 4 + LAYERED_LEAF);
  }

  /**
   * Whether no point of the cell lies in two polygons. Pairs of twins never change how many polygons
   * cover a point, so where all edges are pairs the count of the reference point holds all over; where
   * one polygon alone borders on nobody, the others must not be there at all.
   */
  #isShared(cell: number, from: number, to: number): boolean {
    const { members, counts, labels } = this.#cells;
    const { twins, edges } = this.#edges;
    let single = 0;
    let hasPairs = false;
    for (let i = from; i < to; i++) {
      const edge = members[i] as number;
      if ((twins[edge] as number) >= 0) {
        hasPairs = true;
        continue;
      }
      const label = edges.words[edge * EDGE_WORDS + 4] as number;
      if (single !== 0 && single !== label) return false;
      single = label;
    }
    const count = counts[cell] as number;
    if (single === 0) return count === 1;
    if (hasPairs) return false;
    return count === 0 || (count === 1 && labels[cell] === single);
  }

  #gatherRuns(from: number, to: number, x: number, y: number, size: number): void {
    const w = this.#edges.edges.words;
    const { twins } = this.#edges;
    this.#runs.reset(x, y, size);
    for (let i = from; i < to; i++) {
      const edge = this.#cells.members[i] as number;
      const twin = twins[edge] as number;
      const at = edge * EDGE_WORDS;
      this.#runs.addEdge(
        w[at + 4] as number,
        twin < 0 ? 0 : (w[twin * EDGE_WORDS + 4] as number),
        w[at] as number,
        w[at + 1] as number,
        w[at + 2] as number,
        w[at + 3] as number,
      );
    }
    this.#runs.finish();
  }

  /** Every polygon with an edge in the cell or over its reference point, lowest code first. */
  #writeLayers(
    cell: number,
    from: number,
    to: number,
    x: number,
    y: number,
    size: number,
    out: IntStack,
  ): void {
    const w = this.#edges.edges.words;
    const own: number[] = [];
    for (let i = from; i < to; i++) {
      const edge = this.#cells.members[i] as number;
      own.push(edge);
      const twin = this.#edges.twins[edge] as number;
      if (twin >= 0) own.push(twin);
    }
    // Edges are numbered by polygon in rank order, then along its rings.
    own.sort((a, b) => a - b);
    const covering = this.#labelsOver(cell, x, y);
    const withEdges = own.map((edge) => w[edge * EDGE_WORDS + 4] as number);
    const labels = [...new Set([...covering, ...withEdges])].sort((a, b) => a - b);
    out.push(labels.length);
    let next = 0;
    for (const label of labels) {
      this.#runs.reset(x, y, size);
      for (; withEdges[next] === label; next++) {
        const at = (own[next] as number) * EDGE_WORDS;
        this.#runs.addEdge(
          label,
          0,
          w[at] as number,
          w[at + 1] as number,
          w[at + 2] as number,
          w[at + 3] as number,
        );
      }
      this.#runs.finish();
      writeLayer(out, this.#runs, label, covering.includes(label));
    }
  }

  #labelWithoutEdges(cell: number, x: number, y: number): number {
    return this.#labelsOver(cell, x, y)[0] ?? 0;
  }

  /** Labels of the polygons over a cell's reference point, ascending. */
  #labelsOver(cell: number, x: number, y: number): number[] {
    const count = this.#cells.counts[cell] as number;
    if (count === 0) return [];
    if (count === 1) return [this.#cells.labels[cell] as number];
    return [...this.#ranks].filter((rank) => this.#covers(rank, x, y)).map((rank) => rank + 1);
  }

  /** The slow way, where polygons overlap: all edges of the polygon against the reference point. */
  #covers(rank: number, x: number, y: number): boolean {
    let isOdd = false;
    for (const { xy } of this.#source.polygons[rank] as SourceRing[]) {
      let ax = xy[xy.length - 2] as number;
      let ay = xy[xy.length - 1] as number;
      for (let i = 0; i < xy.length; i += 2) {
        const bx = xy[i] as number;
        const by = xy[i + 1] as number;
        if (passesRow(ay, by, y) && isRightOf(ax, ay, bx, by, x, y)) isOdd = !isOdd;
        ax = bx;
        ay = by;
      }
    }
    return isOdd;
  }
}
