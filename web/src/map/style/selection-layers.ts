import type { LayerSpecification } from "maplibre-gl";
import { candidateSource, maskSource, selectionSource } from "./layer-ids.ts";
import type { MapPalette } from "./palette.ts";

/** The selected grid outlined twice, white and accent; what is not selected steps back by 40 %. */
export function buildSelectionLayers(palette: MapPalette): LayerSpecification[] {
  const join = { "line-join": "round", "line-cap": "round" } as const;
  return [
    {
      id: "selection/mask",
      type: "fill",
      source: maskSource,
      paint: { "fill-color": palette.tokens.map.dim, "fill-opacity": 0.4, "fill-antialias": false },
    },
    {
      id: "candidates/line",
      type: "line",
      source: candidateSource,
      layout: join,
      paint: { "line-color": palette.candidate, "line-width": 2.5, "line-dasharray": [2, 1.6] },
    },
    {
      id: "selection/casing",
      type: "line",
      source: selectionSource,
      layout: join,
      paint: { "line-color": palette.tokens.map.selectionHalo, "line-width": 6 },
    },
    {
      id: "selection/line",
      type: "line",
      source: selectionSource,
      layout: join,
      paint: { "line-color": palette.tokens.accent, "line-width": 3 },
    },
  ];
}
