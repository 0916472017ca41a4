/** Base-map features in WGS 84 degrees; 6 decimals are enough for a drawing. */
import type { LatticeMultiPolygon } from "../../../web/src/domain/lattice/lattice-polygon.ts";
import { toLattice } from "../mesh/lattice-mesh.ts";
import type { Point } from "../mesh/plan-space.ts";

export type Position = [number, number];

export interface BaseFeature {
  readonly type: "Feature";
  readonly properties: Readonly<Record<string, string | number | boolean>>;
  readonly geometry:
    | { readonly type: "Point"; readonly coordinates: Position }
    | { readonly type: "LineString"; readonly coordinates: Position[] }
    | { readonly type: "MultiPolygon"; readonly coordinates: Position[][][] };
}

export interface BaseLayer {
  readonly type: "FeatureCollection";
  readonly features: readonly BaseFeature[];
}

export function degrees(latticeX: number, latticeY: number): Position {
  return [Math.round(latticeX / 10) / 1e6, Math.round(latticeY / 10) / 1e6];
}

export function position(p: Point): Position {
  const at = toLattice(p);
  return degrees(at.x, at.y);
}

export function multiPolygon(polygons: LatticeMultiPolygon): BaseFeature["geometry"] {
  const coordinates = polygons.map((polygon) =>
    polygon.map((ring) => {
      const positions: Position[] = [];
      for (let i = 0; i < ring.length; i += 2)
        positions.push(degrees(ring[i] ?? 0, ring[i + 1] ?? 0));
      const first = positions[0];
      return first ? [...positions, first] : positions;
    }),
  );
  return { type: "MultiPolygon", coordinates };
}

export function ringPolygon(ring: readonly Point[]): BaseFeature["geometry"] {
  const positions = ring.map(position);
  const first = positions[0];
  return { type: "MultiPolygon", coordinates: [[first ? [...positions, first] : positions]] };
}

export function feature(
  geometry: BaseFeature["geometry"],
  properties: BaseFeature["properties"],
): BaseFeature {
  return { type: "Feature", properties, geometry };
}
