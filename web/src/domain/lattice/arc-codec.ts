import { type BitReader, type BitWriter, RiceModel } from "./bit-stream.ts";

/**
 * Inner vertices of an arc whose ends are known: halve it again and again, store how far the middle
 * vertex lies from where a straight line would put it. How far that is goes with the length of the
 * chord, so each power of two of chord length has its own model.
 */
export class ArcModels {
  readonly vertexCount = new RiceModel(8);
  readonly #residual = Array.from({ length: 40 }, (_, size) => new RiceModel(2 ** size / 4 + 4));

  ofChord(dx: number, dy: number): RiceModel {
    const size = Math.max(Math.abs(dx), Math.abs(dy));
    const model = this.#residual[size === 0 ? 33 : 32 - Math.clz32(size)];
    if (model === undefined) throw new RangeError("Chord beyond the lattice");
    return model;
  }
}

/** Both sides must round alike: the products stay far below 2^53. */
function onChord(from: number, to: number, step: number, steps: number): number {
  return from + Math.round(((to - from) * step) / steps);
}

/** Calls `middle(low, mid, high)` for every inner vertex, coarse to fine within each half. */
function halve(
  low: number,
  high: number,
  middle: (low: number, mid: number, high: number) => void,
): void {
  if (high - low < 2) return;
  const mid = (low + high) >> 1;
  middle(low, mid, high);
  halve(low, mid, middle);
  halve(mid, high, middle);
}

export function writeInnerVertices(out: BitWriter, models: ArcModels, xy: Int32Array): void {
  const at = (i: number): number => xy[i] as number; // i < xy.length throughout
  halve(0, xy.length / 2 - 1, (low, mid, high) => {
    const [ax, ay, bx, by] = [at(2 * low), at(2 * low + 1), at(2 * high), at(2 * high + 1)];
    const model = models.ofChord(bx - ax, by - ay);
    out.signedRice(model, at(2 * mid) - onChord(ax, bx, mid - low, high - low));
    out.signedRice(model, at(2 * mid + 1) - onChord(ay, by, mid - low, high - low));
  });
}

export function readInnerVertices(input: BitReader, models: ArcModels, xy: Int32Array): void {
  const at = (i: number): number => xy[i] as number; // i < xy.length throughout
  halve(0, xy.length / 2 - 1, (low, mid, high) => {
    const [ax, ay, bx, by] = [at(2 * low), at(2 * low + 1), at(2 * high), at(2 * high + 1)];
    const model = models.ofChord(bx - ax, by - ay);
    xy[2 * mid] = onChord(ax, bx, mid - low, high - low) + input.signedRice(model);
    xy[2 * mid + 1] = onChord(ay, by, mid - low, high - low) + input.signedRice(model);
  });
}
