import type { Feature, FeatureCollection, MultiPolygon } from "geojson";
import { type LatticeMultiPolygon, toGeoJson } from "../../domain/lattice/lattice-polygon.ts";

export type GridFeature = Feature<MultiPolygon, null>;
export type GridFeatures = FeatureCollection<MultiPolygon, null>;

/** Bytes of a coverage from the base64 that crossed the wire. */
export function bytesOfBase64(text: string): Uint8Array {
  const binary = atob(text);
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

/** Features with the grid's id as their own, so that feature-state finds them. */
export function toFeatures(polygons: ReadonlyMap<number, LatticeMultiPolygon>): GridFeatures {
  const features = [...polygons].map(
    ([id, polygon]): GridFeature => ({
      type: "Feature",
      id,
      properties: null,
      geometry: toGeoJson(polygon),
    }),
  );
  return { type: "FeatureCollection", features };
}
