import type { LayerSpecification, Map as MapLibreMap, StyleSpecification } from "maplibre-gl";

/** The part of the map that repainting needs. */
export type Restylable = Pick<
  MapLibreMap,
  "getLayer" | "setPaintProperty" | "setLayoutProperty" | "getPaintProperty"
>;

/**
 * Repaints layer by layer. `setStyle` would wipe feature-state and the data of all sources (maplibre-gl 6), and
 * the map would blink.
 */
export function applyStyle(map: Restylable, style: StyleSpecification): void {
  for (const layer of style.layers) {
    if (map.getLayer(layer.id) === undefined) continue;
    for (const [key, value] of paintOf(layer)) {
      map.setPaintProperty(layer.id, key as never, value as never, { validate: false });
    }
    for (const [key, value] of layoutOf(layer)) {
      if (key === "visibility") continue;
      map.setLayoutProperty(layer.id, key as never, value as never, { validate: false });
    }
  }
}

const paintOf = (layer: LayerSpecification): [string, unknown][] =>
  Object.entries(layer.paint ?? {});

const layoutOf = (layer: LayerSpecification): [string, unknown][] =>
  "layout" in layer ? Object.entries(layer.layout ?? {}) : [];
