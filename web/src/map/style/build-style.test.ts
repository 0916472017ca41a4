import { validateStyleMin } from "@maplibre/maplibre-gl-style-spec";
import { expect, test } from "vitest";
import { contrastRatio } from "../../ui/contrast.ts";
import { buildStyle } from "./build-style.ts";
import { mapPalette } from "./palette.ts";

const styleOf = (theme: "light" | "dark", english = false) =>
  buildStyle({
    palette: mapPalette(theme),
    english,
    resolveUrl: (url) => `http://127.0.0.1${url}`,
    attribution: "示范",
  });
const style = styleOf("light");

test.each(["light", "dark"] as const)("the %s style is valid by the specification", (theme) => {
  expect(validateStyleMin(styleOf(theme))).toEqual([]);
});

test("no layer asks for anything from the network but our own fonts", () => {
  expect(style.glyphs).toBeUndefined();
  expect(style.sprite).toBeUndefined();
  for (const source of Object.values(style.sources)) expect(source.type).toBe("geojson");
});

test("layer ids are unique and every layer has its source", () => {
  const ids = style.layers.map((layer) => layer.id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const layer of style.layers) {
    if ("source" in layer) expect(Object.keys(style.sources)).toContain(layer.source);
  }
});

test("labels lie above everything that is drawn", () => {
  const kinds = style.layers.map((layer) => layer.type);
  expect(kinds.at(-1)).toBe("symbol");
  const gridLabels = style.layers.filter((layer) => layer.id.endsWith("/label"));
  expect(gridLabels.every((layer) => layer.type === "symbol")).toBe(true);
});

test("thinner borders lie under heavier ones", () => {
  const borders = style.layers.map((layer) => layer.id).filter((id) => id.endsWith("/border"));
  expect(borders).toEqual([5, 4, 3, 2].map((level) => `grids-${level}/border`));
});

test("every label has a halo and a font that is shipped", () => {
  for (const layer of style.layers) {
    if (layer.type !== "symbol") continue;
    expect(layer.paint?.["text-halo-width"]).toBeGreaterThan(0);
    const [font = ""] = (layer.layout?.["text-font"] ?? []) as string[];
    expect(Object.keys(style["font-faces"] ?? {})).toContain(font);
  }
});

test.each(["light", "dark"] as const)("grid labels are legible on the %s map", (theme) => {
  const palette = mapPalette(theme);
  const grounds = [palette.tokens.map.land, palette.tokens.map.water, ...palette.counts];
  for (const ground of grounds) {
    expect(contrastRatio(palette.tokens.map.label, ground)).toBeGreaterThanOrEqual(
      ground === palette.counts[4] ? 3 : 4.5,
    );
  }
  expect(contrastRatio(palette.tokens.map.label, palette.tokens.map.labelHalo)).toBeGreaterThan(7);
});

test.each(["light", "dark"] as const)("clocks stand out from the ground of the %s map", (theme) => {
  const { tokens } = mapPalette(theme);
  for (const tone of [tokens.clock.ok, tokens.clock.soon, tokens.clock.overdue]) {
    expect(contrastRatio(tone.fill, tokens.map.land)).toBeGreaterThanOrEqual(3);
  }
});

test("counts are never coloured like a clock or the selection", () => {
  for (const theme of ["light", "dark"] as const) {
    const { counts, tokens } = mapPalette(theme);
    const reserved = [
      tokens.accent,
      tokens.clock.ok.fill,
      tokens.clock.soon.fill,
      tokens.clock.overdue.fill,
    ];
    for (const color of counts) expect(reserved).not.toContain(color);
  }
});

test("English reads the English names of the base map first", () => {
  expect(JSON.stringify(styleOf("light", true))).toContain('["coalesce",["get","name_en"]');
});
