import { expect, test } from "vitest";
import { contrastRatio } from "./contrast.ts";
import { PALETTES, type Palette, type Tone } from "./tokens.ts";

const TEXT = 4.5;
const SHAPE = 3;

function tonesOf(palette: Palette): [string, Tone][] {
  return Object.entries({ ...palette.clock, ...palette.live });
}

for (const [name, palette] of Object.entries(PALETTES)) {
  test(`${name}: text is legible on every ground`, () => {
    for (const ground of [palette.page, palette.surface, palette.sunken, palette.accentSoft]) {
      expect(contrastRatio(palette.text, ground)).toBeGreaterThanOrEqual(TEXT);
    }
    for (const ground of [palette.page, palette.surface, palette.sunken]) {
      expect(contrastRatio(palette.textSecondary, ground)).toBeGreaterThanOrEqual(TEXT);
      expect(contrastRatio(palette.accent, ground)).toBeGreaterThanOrEqual(TEXT);
    }
    expect(contrastRatio(palette.onAccent, palette.accent)).toBeGreaterThanOrEqual(TEXT);
    expect(contrastRatio(palette.map.label, palette.map.labelHalo)).toBeGreaterThanOrEqual(TEXT);
  });

  test(`${name}: every status is legible as text and visible as a shape`, () => {
    for (const [tone, { text, fill, soft }] of tonesOf(palette)) {
      expect(contrastRatio(text, palette.surface), `${tone} text`).toBeGreaterThanOrEqual(TEXT);
      expect(contrastRatio(text, soft), `${tone} on its soft ground`).toBeGreaterThanOrEqual(TEXT);
      expect(contrastRatio(fill, palette.surface), `${tone} shape`).toBeGreaterThanOrEqual(SHAPE);
      expect(contrastRatio(fill, palette.map.land), `${tone} on map`).toBeGreaterThanOrEqual(SHAPE);
    }
  });

  test(`${name}: the selection and the stages stand out from the map`, () => {
    const { closed, ...stages } = palette.stage;
    expect(contrastRatio(closed, palette.map.land)).toBeGreaterThan(2);
    for (const colour of [palette.accent, ...Object.values(stages)]) {
      expect(contrastRatio(colour, palette.map.land)).toBeGreaterThanOrEqual(SHAPE);
    }
  });
}

test("contrast is 21 for black on white and 1 for the same colour", () => {
  expect(contrastRatio("#000000", "#ffffff")).toBeCloseTo(21, 5);
  expect(contrastRatio("#336699", "#336699")).toBe(1);
});
