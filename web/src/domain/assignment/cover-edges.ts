import { CHUNK_EDGES, type CoverSource, type SourceRing } from "./cover-source.ts";
import { IntStack } from "./int-stack.ts";

// Indexes below are in range by construction; `as number` only tells the compiler so.

/** Words an edge takes in `TileEdges.edges`: ax, ay, bx, by, owner + 1. */
export const EDGE_WORDS = 5;
/** ay, by, owner + 1 of an edge wholly left of the tile. */
export const LEFT_WORDS = 3;

/**
 * Whether the point (x - 1/2, y + epsilon) is right of a - b where the edge passes that row; exact.
 * The edge spans less than 6.7 degrees and passes the row, so both products stay below 2^53, and
 * having the same sign, so does their difference.
 */
export function isRightOf(
  ax: number,
  ay: number,
  bx: number,
  by: number,
  x: number,
  y: number,
): boolean {
  if (x > ax && x > bx) return true;
  if (x <= ax && x <= bx) return false;
  const up = by > ay;
  const lowX = up ? ax : bx;
  const lowY = up ? ay : by;
  const dx = up ? bx - ax : ax - bx;
  const dy = up ? by - ay : ay - by;
  const side = 2 * dx * (y - lowY) - dy * (2 * (x - lowX) - 1);
  // Straight on the line: a hair further up the edge has moved by the sign of dx.
  return side < 0 || (side === 0 && dx < 0);
}

/** Whether a - b passes the row y + epsilon. */
export function passesRow(ay: number, by: number, y: number): boolean {
  return ay <= y !== by <= y;
}

export class TileEdges {
  /** Directed edges whose box meets the tile: polygons in rank order, each ring in its own order. */
  readonly edges = new IntStack(1 << 14);
  /** Edges left of the tile: they say who covers its left side. */
  readonly left = new IntStack(1 << 12);
  /** Edge → its twin the other way round, or -1. */
  twins = new Int32Array(1 << 12);
  #slots = new Int32Array(1 << 13);

  get count(): number {
    return this.edges.length / EDGE_WORDS;
  }

  collect(source: CoverSource, ranks: Int32Array, x: number, y: number, size: number): void {
    this.edges.length = 0;
    this.left.length = 0;
    for (let i = 0; i < ranks.length; i++) {
      const rank = ranks[i] as number;
      for (const ring of source.polygons[rank] as SourceRing[]) {
        this.#collectRing(ring, rank + 1, x, y, x + size - 1, y + size - 1);
      }
    }
    this.#pair();
  }

  #collectRing(
    ring: SourceRing,
    label: number,
    minX: number,
    minY: number,
    maxX: number,
    maxY: number,
  ): void {
    const { xy, chunkBoxes } = ring;
    const vertices = xy.length / 2;
    for (let chunk = 0; chunk * CHUNK_EDGES < vertices; chunk++) {
      if ((chunkBoxes[4 * chunk] as number) > maxX) continue;
      if ((chunkBoxes[4 * chunk + 1] as number) > maxY) continue;
      if ((chunkBoxes[4 * chunk + 3] as number) < minY) continue;
      const last = Math.min(vertices, (chunk + 1) * CHUNK_EDGES);
      let ax = xy[2 * chunk * CHUNK_EDGES] as number;
      let ay = xy[2 * chunk * CHUNK_EDGES + 1] as number;
      for (let i = chunk * CHUNK_EDGES + 1; i <= last; i++) {
        const at = i === vertices ? 0 : 2 * i;
        const bx = xy[at] as number;
        const by = xy[at + 1] as number;
        const meetsRows = !((ay < minY && by < minY) || (ay > maxY && by > maxY));
        const isPoint = ax === bx && ay === by;
        if (meetsRows && !isPoint && !(ax > maxX && bx > maxX)) {
          if (ax < minX && bx < minX) this.#pushLeft(ay, by, label);
          else this.#pushEdge(ax, ay, bx, by, label);
        }
        ax = bx;
        ay = by;
      }
    }
  }

  #pushEdge(ax: number, ay: number, bx: number, by: number, label: number): void {
    const { edges } = this;
    edges.reserve(edges.length + EDGE_WORDS);
    const { words, length } = edges;
    words[length] = ax;
    words[length + 1] = ay;
    words[length + 2] = bx;
    words[length + 3] = by;
    words[length + 4] = label;
    edges.length = length + EDGE_WORDS;
  }

  #pushLeft(ay: number, by: number, label: number): void {
    this.left.push(ay);
    this.left.push(by);
    this.left.push(label);
  }

  /** An edge has a twin when exactly one other edge joins its two ends, the other way round. */
  #pair(): void {
    const count = this.count;
    let capacity = 64;
    while (capacity < count * 2) capacity *= 2;
    if (this.#slots.length < capacity) this.#slots = new Int32Array(capacity);
    if (this.twins.length < count) this.twins = new Int32Array(count * 2);
    const slots = this.#slots.fill(0, 0, capacity);
    const { twins } = this;
    const CROWDED = -2;
    for (let i = 0; i < count; i++) {
      twins[i] = -1;
      const slot = this.#slotOf(i, capacity - 1);
      const other = (slots[slot] as number) - 1;
      if (other < 0) {
        slots[slot] = i + 1;
        continue;
      }
      const known = twins[other] as number;
      if (known === -1 && this.#isReversed(i, other)) {
        twins[other] = i;
        twins[i] = other;
        continue;
      }
      if (known >= 0) twins[known] = CROWDED;
      twins[other] = CROWDED;
      twins[i] = CROWDED;
    }
  }

  #isReversed(i: number, j: number): boolean {
    const w = this.edges.words;
    return w[5 * i] === w[5 * j + 2] && w[5 * i + 1] === w[5 * j + 3];
  }

  #slotOf(i: number, mask: number): number {
    const w = this.edges.words;
    const slots = this.#slots;
    const ax = w[5 * i] as number;
    const ay = w[5 * i + 1] as number;
    const bx = w[5 * i + 2] as number;
    const by = w[5 * i + 3] as number;
    // Symmetric in the two ends.
    let hash = Math.imul(ax ^ bx, 0x9e3779b1) ^ Math.imul((ay + by) | 0, 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    let slot = (hash ^ (hash >>> 13)) & mask;
    for (;;) {
      const other = (slots[slot] as number) - 1;
      if (other < 0) return slot;
      const ox = w[5 * other] as number;
      const oy = w[5 * other + 1] as number;
      const px = w[5 * other + 2] as number;
      const py = w[5 * other + 3] as number;
      if (ox === ax && oy === ay && px === bx && py === by) return slot;
      if (ox === bx && oy === by && px === ax && py === ay) return slot;
      slot = (slot + 1) & mask;
    }
  }
}
