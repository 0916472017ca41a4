/** Upper bounds of the five count classes; the last is open. Fixed for a city and level, so panning changes no colour. */
export type CountBreaks = readonly [number, number, number, number];

/** An eighth, a quarter and a half of the busiest, rounded to numbers people can say: cities are skewed. */
export function countBreaks(counts: readonly number[]): CountBreaks {
  const most = counts.reduce((max, count) => Math.max(max, count), 0);
  const first = Math.max(1, niceNumber(most / 8));
  const second = Math.max(first + 1, niceNumber(most / 4));
  const third = Math.max(second + 1, niceNumber(most / 2));
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
