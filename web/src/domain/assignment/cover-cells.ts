import { EDGE_WORDS, isRightOf, LEFT_WORDS, type TileEdges } from "./cover-edges.ts";

// Indexes below are in range by construction; `as number` only tells the compiler so.

/** How the edges of a tile fall into its cells, and who covers each cell's reference point. */
export class TileCells {
  /** Cells a side: 2 ** `shift`. */
  shift = 0;
  /** Cell → first of its edges in `members`; one more at the end. */
  starts = new Int32Array(2);
  /** Edge numbers, ascending within a cell; of a pair only the first. */
  members = new Int32Array(1 << 12);
  /** Cell → polygons over its reference point, and the XOR of their labels. */
  counts = new Int32Array(1);
  labels = new Int32Array(1);
  #pairCells = new Int32Array(1 << 12);
  #pairEdges = new Int32Array(1 << 12);
  #pairCount = 0;

  /** Edges a cell, weighted by edges: what a point near a border meets. */
  get crowding(): number {
    let squares = 0;
    const cells = 1 << (2 * this.shift);
    for (let cell = 0; cell < cells; cell++) {
      const count = (this.starts[cell + 1] as number) - (this.starts[cell] as number);
      squares += count * count;
    }
    return this.#pairCount === 0 ? 0 : squares / this.#pairCount;
  }

  distribute(tile: TileEdges, tileX: number, tileY: number, cellShift: number): void {
    const side = 1 << this.shift;
    const cells = side * side;
    if (this.starts.length <= cells) this.starts = new Int32Array(cells + 1);
    this.starts.fill(0, 0, cells + 1);
    this.#pairCount = 0;
    for (let i = 0; i < tile.count; i++) {
      const twin = tile.twins[i] as number;
      if (twin < 0 || twin > i) this.#spread(tile, i, tileX, tileY, cellShift);
    }
    this.#sortPairs(cells);
  }

  #spread(tile: TileEdges, edge: number, tileX: number, tileY: number, cellShift: number): void {
    const w = tile.edges.words;
    const at = edge * EDGE_WORDS;
    const ax = (w[at] as number) - tileX;
    const ay = (w[at + 1] as number) - tileY;
    const bx = (w[at + 2] as number) - tileX;
    const by = (w[at + 3] as number) - tileY;
    const size = 2 ** cellShift;
    const last = (1 << this.shift) - 1;
    const column0 = Math.max(0, Math.floor(Math.min(ax, bx) / size));
    const column1 = Math.min(last, Math.floor(Math.max(ax, bx) / size));
    const row0 = Math.max(0, Math.floor(Math.min(ay, by) / size));
    const row1 = Math.min(last, Math.floor(Math.max(ay, by) / size));
    if (column0 === column1 && row0 === row1) {
      this.#addPair((row0 << this.shift) + column0, edge);
      return;
    }
    const dx = bx - ax;
    const dy = by - ay;
    // The 8 outweighs what doubles round off: an edge too many does no harm, one too few would.
    const reach = size * (Math.abs(dx) + Math.abs(dy)) + 8;
    for (let row = row0; row <= row1; row++) {
      const up = dx * (2 * row * size + size - 1 - 2 * ay);
      for (let column = column0; column <= column1; column++) {
        const side = up - dy * (2 * column * size + size - 1 - 2 * ax);
        if (Math.abs(side) <= reach) this.#addPair((row << this.shift) + column, edge);
      }
    }
  }

  #addPair(cell: number, edge: number): void {
    if (this.#pairCount === this.#pairCells.length) {
      const cells = new Int32Array(this.#pairCount * 2);
      const edges = new Int32Array(this.#pairCount * 2);
      cells.set(this.#pairCells);
      edges.set(this.#pairEdges);
      this.#pairCells = cells;
      this.#pairEdges = edges;
    }
    this.#pairCells[this.#pairCount] = cell;
    this.#pairEdges[this.#pairCount++] = edge;
    this.starts[cell + 1] = (this.starts[cell + 1] as number) + 1;
  }

  #sortPairs(cells: number): void {
    const { starts } = this;
    if (this.members.length < this.#pairCount) this.members = new Int32Array(this.#pairCount * 2);
    for (let cell = 0; cell < cells; cell++) {
      starts[cell + 1] = (starts[cell + 1] as number) + (starts[cell] as number);
    }
    for (let i = this.#pairCount - 1; i >= 0; i--) {
      const cell = (this.#pairCells[i] as number) + 1;
      // Filled from the back; each start ends up where the cell before it ends.
      const place = (starts[cell] as number) - 1;
      starts[cell] = place;
      this.members[place] = this.#pairEdges[i] as number;
    }
    // Every start moved to the front of its own cell: shift them back by one.
    for (let cell = 0; cell < cells; cell++) starts[cell] = starts[cell + 1] as number;
    starts[cells] = this.#pairCount;
  }

  /** Coverage of every reference point: row by row from the left, toggled by each edge passed. */
  sweep(tile: TileEdges, tileX: number, tileY: number, cellShift: number): void {
    const side = 1 << this.shift;
    const cells = side * side;
    if (this.counts.length < cells) {
      this.counts = new Int32Array(cells);
      this.labels = new Int32Array(cells);
    }
    this.counts.fill(0, 0, cells);
    this.labels.fill(0, 0, cells);
    const size = 2 ** cellShift;
    const l = tile.left.words;
    for (let i = 0; i < tile.left.length; i += LEFT_WORDS) {
      const ay = l[i] as number;
      const by = l[i + 1] as number;
      const [first, last] = rowsPassed(ay, by, tileY, size, side);
      for (let row = first; row <= last; row++)
        this.#toggle(row << this.shift, ay, by, l[i + 2] as number);
    }
    const w = tile.edges.words;
    for (let i = 0; i < tile.edges.length; i += EDGE_WORDS) {
      const ax = w[i] as number;
      const ay = w[i + 1] as number;
      const bx = w[i + 2] as number;
      const by = w[i + 3] as number;
      const [first, last] = rowsPassed(ay, by, tileY, size, side);
      for (let row = first; row <= last; row++) {
        const y = tileY + row * size;
        const column = firstColumnRight(ax, ay, bx, by, y, tileX, size, side);
        if (column < side) this.#toggle((row << this.shift) + column, ay, by, w[i + 4] as number);
      }
    }
    this.#accumulate(side);
  }

  #toggle(cell: number, ay: number, by: number, label: number): void {
    // The polygon is left of its edge: going right across an edge that rises leaves it.
    this.counts[cell] = (this.counts[cell] as number) + (by > ay ? -1 : 1);
    this.labels[cell] = (this.labels[cell] as number) ^ label;
  }

  #accumulate(side: number): void {
    const { counts, labels } = this;
    for (let row = 0; row < side; row++) {
      for (let cell = (row << this.shift) + 1; cell < (row + 1) << this.shift; cell++) {
        counts[cell] = (counts[cell] as number) + (counts[cell - 1] as number);
        labels[cell] = (labels[cell] as number) ^ (labels[cell - 1] as number);
      }
    }
  }
}

/** First and last row of cells whose lower line (y + epsilon) the edge passes. */
function rowsPassed(
  ay: number,
  by: number,
  tileY: number,
  size: number,
  side: number,
): [number, number] {
  const low = Math.min(ay, by) - tileY;
  const high = Math.max(ay, by) - tileY;
  return [Math.max(0, Math.ceil(low / size)), Math.min(side - 1, Math.ceil(high / size) - 1)];
}

/** First column whose reference point lies right of the edge: a guess by floats, then exact. */
function firstColumnRight(
  ax: number,
  ay: number,
  bx: number,
  by: number,
  y: number,
  tileX: number,
  size: number,
  side: number,
): number {
  const crossing = ax + ((y - ay) / (by - ay)) * (bx - ax);
  let column = Math.ceil((crossing - tileX) / size);
  if (column < 0) column = 0;
  if (column > side) column = side;
  while (column > 0 && isRightOf(ax, ay, bx, by, tileX + (column - 1) * size, y)) column--;
  while (column < side && !isRightOf(ax, ay, bx, by, tileX + column * size, y)) column++;
  return column;
}
