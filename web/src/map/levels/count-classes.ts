/** Upper bounds of the five count classes; the last is open. Fixed for a city and level, so panning changes no colour. */
export type CountBreaks = readonly [number, number, number, number];

/** Quintiles of the counts that are not zero, rounded to numbers people can say. */
export function countBreaks(counts: readonly number[]): CountBreaks {
  const sorted = counts.filter((count) => count > 0).toSorted((a, b) => a - b);
  const at = (share: number) => niceNumber(sorted[Math.floor(sorted.length * share)] ?? 0);
  const first = Math.max(1, at(0.25));
  const second = Math.max(first + 1, at(0.5));
  const third = Math.max(second + 1, at(0.75));
  return [0, first, second, third];
}

/** 0 (none) … 4 (most). */
export function countClass(count: number, breaks: CountBreaks): number {
  const found = breaks.findIndex((upper) => count <= upper);
  return found < 0 ? 4 : found;
}

function niceNumber(value: number): number {
  if (value < 10) return Math.round(value);
  const step = value < 50 ? 5 : 10 ** Math.floor(Math.log10(value)) / 2;
  return Math.round(value / step) * step;
}
