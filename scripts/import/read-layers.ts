import { resolve } from "node:path";
import type { Manifest } from "../../web/src/domain/import/manifest-schema.ts";
import { readFeatures } from "./read-features.ts";

/** Base layers as the manifest brings them, by name: GeoJSON text in WGS 84. */
export function readLayers(manifest: Manifest, folder: string): Map<string, string> {
  const layers = new Map<string, string>();
  for (const [name, file] of Object.entries(manifest.layers ?? {})) {
    const { features } = readFeatures(resolve(folder, file), file);
    layers.set(
      name,
      JSON.stringify({
        type: "FeatureCollection",
        features: features.map(({ properties, geometry }) => ({
          type: "Feature",
          properties,
          geometry,
        })),
      }),
    );
  }
  return layers;
}
