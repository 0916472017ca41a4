import { isRightOf, passesRow } from "./cover-edges.ts";
import { MAX_COUNT } from "./cover-layout.ts";
import { IntStack } from "./int-stack.ts";

// Indexes below are in range by construction; `as number` only tells the compiler so.

/** Words a run takes in `CellRuns.runs`: left, right (owner + 1), vertices. */
export const RUN_WORDS = 3;

/**
 * The edges of one cell as polylines. A point's parity against a polyline is the number of its edges
 * that pass the point's row (y + epsilon) left of it. That parity changes only across the polyline
 * as long as its ends do not lie in the cell's rows left of the cell: from such an end the polyline
 * is led straight up and out of the rows, where no point of the cell can meet it.
 */
export class CellRuns {
  readonly runs = new IntStack(256);
  /** Absolute x, y of all runs, one after the other. */
  readonly vertices = new IntStack(2048);
  #cellX = 0;
  #cellY = 0;
  #size = 0;
  #lastX = 0;
  #lastY = 0;

  get count(): number {
    return this.runs.length / RUN_WORDS;
  }

  reset(cellX: number, cellY: number, size: number): void {
    this.#cellX = cellX;
    this.#cellY = cellY;
    this.#size = size;
    this.runs.length = 0;
    this.vertices.length = 0;
  }

  /** Add edge a - b with its labels: to the run it continues, else to a new one. */
  addEdge(left: number, right: number, ax: number, ay: number, bx: number, by: number): void {
    const at = this.runs.length - RUN_WORDS;
    const w = this.runs.words;
    const continues =
      at >= 0 &&
      this.#lastX === ax &&
      this.#lastY === ay &&
      w[at] === left &&
      w[at + 1] === right &&
      // One place is kept for the end that may have to be led out.
      (w[at + 2] as number) < MAX_COUNT - 1;
    if (!continues) {
      this.finish();
      this.runs.push(left);
      this.runs.push(right);
      this.runs.push(0);
      if (this.#mustLeadOut(ax, ay)) this.#vertex(ax, this.#cellY + this.#size);
      this.#vertex(ax, ay);
    }
    this.#vertex(bx, by);
    this.#lastX = bx;
    this.#lastY = by;
  }

  /** Close the last run. */
  finish(): void {
    if (this.runs.length === 0) return;
    if (this.#mustLeadOut(this.#lastX, this.#lastY)) {
      this.#vertex(this.#lastX, this.#cellY + this.#size);
    }
  }

  /** Parity of the cell's reference point (x - 1/2, y + epsilon) against a run whose vertices start at `from`. */
  referenceParity(from: number, count: number): boolean {
    const v = this.vertices.words;
    let isOdd = false;
    for (let i = from; i < from + count - 1; i++) {
      const ax = v[2 * i] as number;
      const ay = v[2 * i + 1] as number;
      const bx = v[2 * i + 2] as number;
      const by = v[2 * i + 3] as number;
      if (!passesRow(ay, by, this.#cellY)) continue;
      if (isRightOf(ax, ay, bx, by, this.#cellX, this.#cellY)) isOdd = !isOdd;
    }
    return isOdd;
  }

  #mustLeadOut(x: number, y: number): boolean {
    return x < this.#cellX && y >= this.#cellY && y < this.#cellY + this.#size;
  }

  #vertex(x: number, y: number): void {
    this.vertices.push(x);
    this.vertices.push(y);
    const { runs } = this;
    runs.words[runs.length - 1] = (runs.words[runs.length - 1] as number) + 1;
  }
}
