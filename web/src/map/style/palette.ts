import { PALETTES, type Palette, type ThemeName } from "../../ui/tokens.ts";

/** Colours of the map, from the tokens. Red, amber and green belong to clocks; the accent to the selection. */
export interface MapPalette {
  theme: ThemeName;
  tokens: Palette;
  roadCasing: string;
  mutedText: string;
  borders: Readonly<Record<2 | 3 | 4 | 5, string>>;
  hover: string;
  candidate: string;
  /** Counts of open cases, few to many; a hue no clock uses. */
  counts: readonly [string, string, string, string, string];
}

const own: Record<ThemeName, Omit<MapPalette, "theme" | "tokens">> = {
  light: {
    roadCasing: "#d9dad6",
    mutedText: "#666d77",
    borders: { 2: "#4d5666", 3: "#818a98", 4: "#b0b6bf", 5: "#c9cdd3" },
    hover: "#2a313b",
    candidate: "#6b4fa0",
    counts: ["#eff0f2", "#dddfea", "#c3c7dc", "#a2a9c9", "#7f88b1"],
  },
  dark: {
    roadCasing: "#12171d",
    mutedText: "#929dab",
    borders: { 2: "#94a1b1", 3: "#66738a", 4: "#56647a", 5: "#3d4957" },
    hover: "#dbe2ea",
    candidate: "#b9a2e6",
    counts: ["#1e242c", "#29303f", "#374158", "#4b5778", "#66739b"],
  },
};

export function mapPalette(theme: ThemeName): MapPalette {
  return { theme, tokens: PALETTES[theme], ...own[theme] };
}

export type Rgb = readonly [number, number, number];

/** `#rrggbb` as bytes, for layers that read typed arrays. */
export function toBytes(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}
