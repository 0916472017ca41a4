import {
  type LatticeMultiPolygon,
  type LatticeRing,
  orientPolygon,
} from "../../web/src/domain/lattice/lattice-polygon.ts";
import { z } from "../../web/src/domain/zod.ts";

const ringSchema = z.array(z.tuple([z.number().int(), z.number().int()]));
const geometrySchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("Polygon"), coordinates: z.array(ringSchema) }),
  z.object({ type: z.literal("MultiPolygon"), coordinates: z.array(z.array(ringSchema)) }),
]);

/** What `ST_AsGeoJSON(geom_e7, 0)` answers: lattice integers, closed rings. */
export function parseLatticeGeoJson(text: string): LatticeMultiPolygon {
  const geometry = geometrySchema.parse(JSON.parse(text));
  const parts = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  return orientPolygon(parts.map((part) => part.map(toRing)));
}

function toRing(positions: readonly (readonly [number, number])[]): LatticeRing {
  return Int32Array.from(positions.slice(0, -1).flat());
}
