import type { Feature, FeatureCollection, MultiPolygon } from "geojson";
import { decodeCoverage } from "../../domain/lattice/coverage-codec.ts";
import { toGeoJson } from "../../domain/lattice/lattice-polygon.ts";

export type GridFeature = Feature<MultiPolygon, null>;
export type GridFeatures = FeatureCollection<MultiPolygon, null>;

/** Bytes of a coverage from the base64 that crossed the wire. */
export function bytesOfBase64(text: string): Uint8Array {
  const binary = atob(text);
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

/** Features with the grid's id as their own, so that feature-state finds them. */
export function coverageFeatures(base64: string): GridFeatures {
  const features: GridFeature[] = [];
  for (const [id, polygon] of decodeCoverage(bytesOfBase64(base64))) {
    features.push({ type: "Feature", id, properties: null, geometry: toGeoJson(polygon) });
  }
  return { type: "FeatureCollection", features };
}
