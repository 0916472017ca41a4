import type { GeoJSON } from "geojson";
import type { GeoJSONSource, Map as MapLibreMap } from "maplibre-gl";
import { baseNames, baseSource } from "../style/layer-ids.ts";

export interface BaseLayer {
  name: string;
  geojson: unknown;
}

/** Hands land, water, parks, roads and places to their sources; a layer a city lacks stays empty. */
export function setBaseLayers(map: MapLibreMap, layers: readonly BaseLayer[]): void {
  for (const name of baseNames) {
    const layer = layers.find((one) => one.name === name);
    // Written by our own import, which refuses what is not GeoJSON.
    if (layer) map.getSource<GeoJSONSource>(baseSource(name))?.setData(layer.geojson as GeoJSON);
  }
}
