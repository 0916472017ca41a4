import type { ExpressionSpecification, LayerSpecification } from "maplibre-gl";
import { mediumFont } from "./fonts.ts";
import {
  borderLayer,
  fillLayer,
  type GridLevel,
  gridLevels,
  gridSource,
  hoverLayer,
  labelLayer,
  labelSource,
} from "./layer-ids.ts";
import type { MapPalette } from "./palette.ts";

/** Unit grids are hairlines, and only where a street block is as large as a hand. */
export const unitMinZoom = 15;

const countClass: ExpressionSpecification = ["coalesce", ["feature-state", "count"], -1];

/** Shading by open cases; `-1` = no shading, the case dots speak instead. */
export function buildFillLayers(palette: MapPalette): LayerSpecification[] {
  const [none, few, some, many, most] = palette.counts;
  return gridLevels.map((level) => ({
    id: fillLayer(level),
    type: "fill",
    source: gridSource(level),
    layout: { visibility: "none" },
    paint: {
      "fill-color": [
        "match",
        countClass,
        0,
        none,
        1,
        few,
        2,
        some,
        3,
        many,
        4,
        most,
        palette.tokens.map.land,
      ],
      "fill-opacity": ["case", ["<", countClass, 0], 0, 0.82],
      "fill-antialias": false,
    },
  }));
}

/** Widths at zoom 9, 13 and 17, in pixels: districts heavy, units a hairline. */
const borderWidths: Record<GridLevel, readonly [number, number, number]> = {
  2: [1.8, 2.8, 4],
  3: [0.9, 1.6, 2.4],
  4: [0.4, 0.9, 1.4],
  5: [0.5, 0.5, 0.7],
};

/** Thin first: where levels share a border the heavier one is drawn over the thinner. */
export function buildBorderLayers(palette: MapPalette): LayerSpecification[] {
  return gridLevels.toReversed().map((level) => {
    const [far, middle, near] = borderWidths[level];
    return {
      id: borderLayer(level),
      type: "line",
      source: gridSource(level),
      layout: { visibility: "none", "line-join": "round" },
      paint: {
        "line-color": palette.borders[level],
        "line-width": ["interpolate", ["linear"], ["zoom"], 9, far, 13, middle, 17, near],
      },
    };
  });
}

export function buildHoverLayers(palette: MapPalette): LayerSpecification[] {
  return gridLevels.map((level) => ({
    id: hoverLayer(level),
    type: "line",
    source: gridSource(level),
    layout: { visibility: "none", "line-join": "round" },
    paint: {
      "line-color": palette.hover,
      "line-width": 2.5,
      "line-opacity": ["case", ["boolean", ["feature-state", "hover"], false], 1, 0],
    },
  }));
}

const labelSizes: Record<GridLevel, readonly [number, number]> = {
  2: [15, 20],
  3: [13, 16],
  4: [12, 14],
  5: [10, 11],
};

/** Name, below it the counts: `open` in grey, `late` in red. */
export function buildLabelLayers(palette: MapPalette): LayerSpecification[] {
  return gridLevels.toReversed().map((level) => {
    const [small, large] = labelSizes[level];
    return {
      id: labelLayer(level),
      type: "symbol",
      source: labelSource(level),
      layout: {
        visibility: "none",
        "text-field": [
          "format",
          ["get", "name"],
          {},
          ["get", "open"],
          { "font-scale": 0.86, "text-color": palette.tokens.textSecondary },
          ["get", "late"],
          { "font-scale": 0.86, "text-color": palette.tokens.clock.overdue.text },
        ],
        "text-font": [mediumFont],
        "text-size": ["interpolate", ["linear"], ["zoom"], 9, small, 15, large],
        "text-max-width": 9,
        "text-padding": 4,
        "text-line-height": 1.25,
        "symbol-sort-key": ["get", "order"],
      },
      paint: {
        "text-color": palette.tokens.map.label,
        "text-halo-color": palette.tokens.map.labelHalo,
        "text-halo-width": 1.6,
      },
    };
  });
}
