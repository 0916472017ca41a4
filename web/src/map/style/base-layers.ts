import type { ExpressionSpecification, LayerSpecification } from "maplibre-gl";
import { regularFont } from "./fonts.ts";
import { baseSource } from "./layer-ids.ts";
import type { MapPalette } from "./palette.ts";

/** 1 = arterial, 2 = secondary, 3 = branch; what has no class is drawn as a branch. */
const roadRank: ExpressionSpecification = [
  "match",
  ["coalesce", ["get", "class"], ""],
  ["arterial", "bridge"],
  1,
  "secondary",
  2,
  3,
];

const roadWidth = (extra: number): ExpressionSpecification => [
  "interpolate",
  ["exponential", 1.6],
  ["zoom"],
  9,
  ["match", roadRank, 1, 0.9 + extra, 2, 0.4 + extra * 0.5, 0],
  12,
  ["match", roadRank, 1, 2.6 + extra, 2, 1.6 + extra, 0.4],
  15,
  ["match", roadRank, 1, 7 + extra, 2, 5 + extra, 2.6 + extra],
  18,
  ["match", roadRank, 1, 26 + extra, 2, 18 + extra, 9 + extra],
];

/** The quiet ground: greys, water barely blue, roads told apart by width alone. */
export function buildGroundLayers(palette: MapPalette): LayerSpecification[] {
  return [
    {
      id: "background",
      type: "background",
      paint: { "background-color": palette.tokens.map.water },
    },
    {
      id: "base-land/fill",
      type: "fill",
      source: baseSource("land"),
      paint: { "fill-color": palette.tokens.map.land },
    },
    {
      id: "base-parks/fill",
      type: "fill",
      source: baseSource("parks"),
      paint: { "fill-color": palette.tokens.map.park },
    },
    {
      id: "base-water/fill",
      type: "fill",
      source: baseSource("water"),
      filter: ["==", ["geometry-type"], "Polygon"],
      paint: { "fill-color": palette.tokens.map.water },
    },
    {
      id: "base-water/line",
      type: "line",
      source: baseSource("water"),
      filter: ["==", ["geometry-type"], "LineString"],
      layout: { "line-cap": "round", "line-join": "round" },
      paint: {
        "line-color": palette.tokens.map.water,
        "line-width": ["interpolate", ["exponential", 1.5], ["zoom"], 8, 1.5, 12, 5, 16, 26],
      },
    },
  ];
}

/** Roads lie over the shading of the grids: who answers is read along streets. */
export function buildRoadLayers(palette: MapPalette): LayerSpecification[] {
  const layout = { "line-cap": "round", "line-join": "round" } as const;
  return [
    {
      id: "base-roads/casing",
      type: "line",
      source: baseSource("roads"),
      minzoom: 11,
      layout,
      paint: { "line-color": palette.roadCasing, "line-width": roadWidth(1.4) },
    },
    {
      id: "base-roads/line",
      type: "line",
      source: baseSource("roads"),
      layout,
      paint: {
        "line-color": [
          "match",
          roadRank,
          [1, 2],
          palette.tokens.map.roadMajor,
          palette.tokens.map.roadMinor,
        ],
        "line-width": roadWidth(0),
      },
    },
  ];
}

const localName = (english: boolean): ExpressionSpecification =>
  english
    ? ["coalesce", ["get", "name_en"], ["get", "name"], ""]
    : ["coalesce", ["get", "name"], ["get", "name_en"], ""];

export function buildBaseLabelLayers(palette: MapPalette, english: boolean): LayerSpecification[] {
  const paint = {
    "text-halo-color": palette.tokens.map.labelHalo,
    "text-halo-width": 1.2,
  } as const;
  return [
    {
      id: "base-roads/label",
      type: "symbol",
      source: baseSource("roads"),
      minzoom: 13,
      layout: {
        "symbol-placement": "line",
        "symbol-spacing": 420,
        "text-field": localName(english),
        "text-font": [regularFont],
        "text-size": ["match", roadRank, 1, 12, 2, 11.5, 11],
        "symbol-sort-key": roadRank,
        "text-padding": 8,
      },
      paint: { ...paint, "text-color": palette.mutedText },
    },
    {
      id: "base-places/label",
      type: "symbol",
      source: baseSource("places"),
      minzoom: 13,
      layout: {
        "text-field": localName(english),
        "text-font": [regularFont],
        "text-size": 11,
        "text-padding": 6,
        "text-max-width": 8,
      },
      paint: { ...paint, "text-color": palette.mutedText },
    },
  ];
}
