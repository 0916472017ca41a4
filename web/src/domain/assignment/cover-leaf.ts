import { COUNT_SHIFT, MAX_COUNT, NARROW_LEAF, OWNER_MASK, WIDE_LEAF } from "./cover-layout.ts";
import { type CellRuns, RUN_WORDS } from "./cover-runs.ts";
import type { IntStack } from "./int-stack.ts";

// Indexes below are in range by construction; `as number` only tells the compiler so.

/** Vertices relative to the centre fit in 16 bits. */
const NARROW_RANGE = 2 ** 15;
/** Differences from any point of the cell stay within 2^26, so products are exact in doubles. */
const WIDE_RANGE = 2 ** 25;

function fitsWithin(runs: CellRuns, centreX: number, centreY: number, range: number): boolean {
  const v = runs.vertices.words;
  for (let i = 0; i < runs.vertices.length; i += 2) {
    const x = (v[i] as number) - centreX;
    const y = (v[i + 1] as number) - centreY;
    if (x < -range || x >= range || y < -range || y >= range) return false;
  }
  return true;
}

/**
 * A leaf in which no point has two owners: `label` is that of the reference point. Answers the kind
 * of leaf, or -1 (nothing written) when there are more runs than it can count or edges too long for it.
 */
export function writeSharedLeaf(
  out: IntStack,
  runs: CellRuns,
  label: number,
  centreX: number,
  centreY: number,
): number {
  if (runs.count > MAX_COUNT || !fitsWithin(runs, centreX, centreY, WIDE_RANGE)) return -1;
  const r = runs.runs.words;
  const v = runs.vertices.words;
  let base = label;
  let vertex = 0;
  for (let at = 0; at < runs.runs.length; at += RUN_WORDS) {
    const count = r[at + 2] as number;
    if (runs.referenceParity(vertex, count)) base ^= (r[at] as number) ^ (r[at + 1] as number);
    vertex += count;
  }
  const isNarrow = fitsWithin(runs, centreX, centreY, NARROW_RANGE);
  out.push((runs.count << COUNT_SHIFT) | (base & OWNER_MASK));
  vertex = 0;
  for (let at = 0; at < runs.runs.length; at += RUN_WORDS) {
    const count = r[at + 2] as number;
    out.push((count << COUNT_SHIFT) | (r[at] as number));
    out.push(r[at + 1] as number);
    for (const end = vertex + count; vertex < end; vertex++) {
      const x = v[2 * vertex] as number;
      const y = v[2 * vertex + 1] as number;
      if (isNarrow) {
        out.push(((x - centreX) << 16) | ((y - centreY) & 0xffff));
      } else {
        out.push(x);
        out.push(y);
      }
    }
  }
  return isNarrow ? NARROW_LEAF : WIDE_LEAF;
}

/** One candidate of a layered leaf: its own runs, and whether it covers the reference point. */
export function writeLayer(out: IntStack, runs: CellRuns, label: number, covers: boolean): void {
  const r = runs.runs.words;
  const v = runs.vertices.words;
  let base = covers;
  let vertex = 0;
  for (let at = 0; at < runs.runs.length; at += RUN_WORDS) {
    const count = r[at + 2] as number;
    if (runs.referenceParity(vertex, count)) base = !base;
    vertex += count;
  }
  out.push(label);
  out.push((runs.count << 1) | (base ? 1 : 0));
  vertex = 0;
  for (let at = 0; at < runs.runs.length; at += RUN_WORDS) {
    const count = r[at + 2] as number;
    out.push(count);
    for (const end = vertex + count; vertex < end; vertex++) {
      out.push(v[2 * vertex] as number);
      out.push(v[2 * vertex + 1] as number);
    }
  }
}
