/** Seeded generator (sfc32). The demo city must come out the same on every machine. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** Uniform in [from, to). */
  between(from: number, to: number): number;
  /** Whole number in [0, count). */
  index(count: number): number;
  pick<T>(items: readonly T[]): T;
  /** True with the given probability. */
  chance(probability: number): boolean;
  /** Standard normal by the sum of twelve: no logarithm, so no difference between engines. */
  normal(): number;
}

/** FNV-1a, to turn a name into a seed. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    hash ^= text.charCodeAt(i);
    hash = Math.imul(hash, 0x01000193);
  }
  return hash >>> 0;
}

/** A generator for one purpose: adding draws to one part never moves another part. */
export function randomFor(seed: number, purpose: string): Random {
  let a = seed >>> 0;
  let b = hashText(purpose);
  let c = 0x9e3779b9;
  let counter = 1;
  const draw = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return (sum >>> 0) / 4294967296;
  };
  for (let i = 0; i < 15; i += 1) draw();
  const index = (count: number): number => Math.floor(draw() * count);
  return {
    next: draw,
    between: (from, to) => from + draw() * (to - from),
    index,
    pick<T>(items: readonly T[]): T {
      const item = items[index(items.length)];
      if (item === undefined) throw new Error(`nothing to pick from for ${purpose}`);
      return item;
    },
    chance: (probability) => draw() < probability,
    normal() {
      let sum = -6;
      for (let i = 0; i < 12; i += 1) sum += draw();
      return sum;
    },
  };
}

function latticeValue(seed: number, ix: number, iy: number): number {
  let hash =
    Math.imul(ix | 0, 0x27d4eb2d) ^ Math.imul(iy | 0, 0x165667b1) ^ Math.imul(seed | 0, 0x9e3779b1);
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2147483648 - 1;
}

/** Smooth value noise in [-1, 1] with a feature size of one. */
export function noise2(seed: number, x: number, y: number): number {
  const ix = Math.floor(x);
  const iy = Math.floor(y);
  const fx = x - ix;
  const fy = y - iy;
  const sx = fx * fx * fx * (fx * (fx * 6 - 15) + 10);
  const sy = fy * fy * fy * (fy * (fy * 6 - 15) + 10);
  const top = latticeValue(seed, ix, iy) * (1 - sx) + latticeValue(seed, ix + 1, iy) * sx;
  const bottom =
    latticeValue(seed, ix, iy + 1) * (1 - sx) + latticeValue(seed, ix + 1, iy + 1) * sx;
  return top * (1 - sy) + bottom * sy;
}

/** Several octaves of {@link noise2}, each half as strong and twice as fine. */
export function fractalNoise(seed: number, x: number, y: number, octaves: number): number {
  let sum = 0;
  let amplitude = 1;
  let scale = 1;
  for (let octave = 0; octave < octaves; octave += 1) {
    sum += amplitude * noise2(seed + octave * 101, x * scale, y * scale);
    amplitude /= 2;
    scale *= 2;
  }
  return sum;
}
