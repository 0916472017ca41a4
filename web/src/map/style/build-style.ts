import type { SourceSpecification, StyleSpecification } from "maplibre-gl";
import { buildBaseLabelLayers, buildGroundLayers, buildRoadLayers } from "./base-layers.ts";
import { buildFontFaces } from "./fonts.ts";
import {
  buildBorderLayers,
  buildFillLayers,
  buildHoverLayers,
  buildLabelLayers,
} from "./grid-layers.ts";
import {
  baseNames,
  baseSource,
  candidateSource,
  gridLevels,
  gridSource,
  labelSource,
  maskSource,
  selectionSource,
} from "./layer-ids.ts";
import type { MapPalette } from "./palette.ts";
import { buildSelectionLayers } from "./selection-layers.ts";

export interface StyleOptions {
  palette: MapPalette;
  english: boolean;
  /** Turns a bundled file's address into an absolute one. */
  resolveUrl: (url: string) => string;
  attribution: string;
}

const emptySource = (): SourceSpecification => ({
  type: "geojson",
  data: { type: "FeatureCollection", features: [] },
});

/** Neighbours share vertices; simplifying each ring for itself would open gaps, so grids are kept exact. */
const gridSpecification = (): SourceSpecification => ({
  type: "geojson",
  data: { type: "FeatureCollection", features: [] },
  tolerance: 0.2,
  buffer: 64,
});

function buildSources(attribution: string): Record<string, SourceSpecification> {
  const sources: Record<string, SourceSpecification> = {};
  for (const name of baseNames) sources[baseSource(name)] = emptySource();
  for (const level of gridLevels) {
    sources[gridSource(level)] = gridSpecification();
    sources[labelSource(level)] = emptySource();
  }
  for (const id of [selectionSource, maskSource, candidateSource]) sources[id] = emptySource();
  sources[baseSource("land")] = {
    type: "geojson",
    data: { type: "FeatureCollection", features: [] },
    attribution,
  };
  return sources;
}

/** The whole style, from tokens: no address outside our origin, no glyph server, no sprite. */
export function buildStyle(options: StyleOptions): StyleSpecification {
  const { palette, english } = options;
  return {
    version: 8,
    "font-faces": buildFontFaces(options.resolveUrl),
    sources: buildSources(options.attribution),
    layers: [
      ...buildGroundLayers(palette),
      ...buildFillLayers(palette),
      ...buildRoadLayers(palette),
      ...buildBorderLayers(palette),
      ...buildHoverLayers(palette),
      ...buildBaseLabelLayers(palette, english),
      ...buildSelectionLayers(palette),
      ...buildLabelLayers(palette),
    ],
  };
}
