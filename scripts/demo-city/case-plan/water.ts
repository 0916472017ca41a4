/** Rivers and reservoirs of the base map: nobody parks a car in them. */
import { locate } from "../../../web/src/domain/grids/ring-access.ts";
import { snap } from "../../../web/src/domain/lattice/lattice-point.ts";
import type { DemoCity, DemoGrid } from "../city-files.ts";

interface WaterFeature {
  readonly geometry: {
    readonly coordinates: readonly (readonly (readonly [number, number])[])[][];
  };
}

function waterRings(city: DemoCity): Int32Array[] {
  const layer = city.layers.find((l) => l.name === "water");
  const { features } = JSON.parse(layer?.text ?? '{"features":[]}') as { features: WaterFeature[] };
  return features.flatMap(({ geometry }) =>
    geometry.coordinates.flatMap(([shell = []]) => [
      Int32Array.from(shell.slice(0, -1).flatMap(([lng, lat]) => [snap(lng), snap(lat)])),
    ]),
  );
}

/** Water that reaches into each unit, by its id; units without any are left out. */
export function waterByUnit(city: DemoCity): Map<number, Int32Array[]> {
  const rings = waterRings(city);
  const found = new Map<number, Int32Array[]>();
  for (const unit of city.grids) {
    if (unit.level !== 5 || city.ground.get(unit.code)?.cover === "lake") continue;
    const wet = rings.filter((ring) => touches(unit, ring));
    if (wet.length > 0) found.set(unit.gridId, wet);
  }
  return found;
}

function touches(unit: DemoGrid, water: Int32Array): boolean {
  const shell = unit.polygon[0]?.[0] ?? new Int32Array();
  for (let i = 0; i < shell.length; i += 2) {
    if (locate(shell[i] ?? 0, shell[i + 1] ?? 0, water) >= 0) return true;
  }
  return false;
}
