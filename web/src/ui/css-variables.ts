import type { Palette } from "./tokens.ts";

/** The palette as CSS variables `--wg-…`, for style sheets: `clock.ok.text` becomes `--wg-clock-ok-text`. */
export function cssVariables(palette: Palette): [name: string, value: string][] {
  return flatten("--wg", palette);
}

function flatten(prefix: string, value: unknown): [string, string][] {
  if (typeof value === "string") return [[prefix, value]];
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    flatten(`${prefix}-${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`, inner),
  );
}
