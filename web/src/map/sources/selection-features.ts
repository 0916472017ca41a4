import type { Feature, FeatureCollection, MultiPolygon, Polygon, Position } from "geojson";

const world: Position[] = [
  [-180, -85],
  [180, -85],
  [180, 85],
  [-180, 85],
  [-180, -85],
];

export const noFeatures: FeatureCollection = { type: "FeatureCollection", features: [] };

export function outlineOf(polygons: readonly MultiPolygon[]): FeatureCollection {
  return {
    type: "FeatureCollection",
    features: polygons.map((geometry) => ({ type: "Feature", properties: null, geometry })),
  };
}

/** Everything but the polygon: its shells are holes of the world, its holes are ground again. */
export function maskAround(polygon: MultiPolygon): FeatureCollection {
  const shells = polygon.coordinates.flatMap(([shell]) => (shell ? [shell] : []));
  const holes = polygon.coordinates.flatMap(([, ...inner]) => inner);
  const outside: Feature<Polygon, null> = {
    type: "Feature",
    properties: null,
    geometry: { type: "Polygon", coordinates: [world, ...shells] },
  };
  const inside = holes.map(
    (hole): Feature<Polygon, null> => ({
      type: "Feature",
      properties: null,
      geometry: { type: "Polygon", coordinates: [hole] },
    }),
  );
  return { type: "FeatureCollection", features: [outside, ...inside] };
}
