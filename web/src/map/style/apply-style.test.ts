import { expect, test } from "vitest";
import { applyStyle } from "./apply-style.ts";
import { buildStyle } from "./build-style.ts";
import { mapPalette } from "./palette.ts";

test("repainting sets paint and words, and never what is visible", () => {
  const calls: string[] = [];
  const record = (kind: string) => (id: string, key: string) => calls.push(`${kind} ${id} ${key}`);
  const map = {
    getLayer: () => ({}),
    getPaintProperty: () => null,
    setPaintProperty: record("paint"),
    setLayoutProperty: record("layout"),
  };
  const style = buildStyle({
    palette: mapPalette("dark"),
    english: true,
    resolveUrl: (url) => url,
    attribution: "",
  });
  // The recorder stands for the map: only the calls count.
  applyStyle(map as unknown as Parameters<typeof applyStyle>[0], style);
  expect(calls).toContain("paint background background-color");
  expect(calls).toContain("layout base-places/label text-field");
  expect(calls.filter((call) => call.endsWith("visibility"))).toEqual([]);
});
