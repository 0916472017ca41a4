/** Where it happens: along streets, more in town, again and again at the same spots. */
import { locate, ringX, ringY, vertexCount } from "../../../web/src/domain/grids/ring-access.ts";
import type { DemoCity, DemoGrid } from "../city-files.ts";
import { type Random, randomFor } from "../random.ts";
import { cumulative, drawIndex } from "./class-mix.ts";
import { waterByUnit } from "./water.ts";

export interface Place {
  readonly unit: DemoGrid;
  readonly x: number;
  readonly y: number;
}

interface Spot extends Place {
  readonly classCode: string | null;
}

/** Lattice units of a metre at 16° north. */
export const UNITS_PER_METRE = { x: 1 / 0.0107034, y: 1 / 0.0110659 } as const;

const COVER_WEIGHT: Readonly<Record<string, number>> = {
  town: 1,
  village: 0.35,
  park: 0.4,
  forest: 0.03,
  lake: 0.015,
};
const HOT_UNITS = 75;
const SPOTS = 900;
const SPOT_SHARE = 0.2;
/** Matters of the water itself. */
const IN_WATER = /^060(24|25|26|46)$/;

function unitWeights(city: DemoCity, units: readonly DemoGrid[], random: Random): number[] {
  const weights = units.map((unit) => {
    const ground = city.ground.get(unit.code);
    const base = (COVER_WEIGHT[ground?.cover ?? ""] ?? 0.3) * (0.15 + (ground?.urbanity ?? 0));
    // Some corners are simply worse than others.
    return base * (0.4 + 1.2 * random.next() * random.next());
  });
  const sums = cumulative(weights);
  for (let i = 0; i < HOT_UNITS; i += 1) {
    const hot = drawIndex(sums, random);
    weights[hot] = (weights[hot] ?? 0) * random.between(5, 16);
  }
  return weights;
}

/** Most things lie at the kerb: some metres inside an edge of the unit. */
function pointIn(unit: DemoGrid, random: Random, water: readonly Int32Array[] = []): Place {
  const ring = unit.polygon[0]?.[0] ?? new Int32Array();
  for (let tries = 0; tries < 14; tries += 1) {
    const i = random.index(vertexCount(ring));
    const [ax, ay, bx, by] = [
      ringX(ring, i),
      ringY(ring, i),
      ringX(ring, i + 1),
      ringY(ring, i + 1),
    ];
    const along = random.between(0.04, 0.96);
    const inward = random.chance(0.7) ? random.between(2, 14) : random.between(14, 70);
    const dx = (bx - ax) / UNITS_PER_METRE.x;
    const dy = (by - ay) / UNITS_PER_METRE.y;
    const length = Math.sqrt(dx * dx + dy * dy) || 1;
    const x = Math.round(ax + (bx - ax) * along - (dy / length) * inward * UNITS_PER_METRE.x);
    const y = Math.round(ay + (by - ay) * along + (dx / length) * inward * UNITS_PER_METRE.y);
    const isDry = water.every((one) => locate(x, y, one) < 0);
    if (isDry && locate(x, y, ring) === 1) return { unit, x, y };
  }
  return { unit, x: unit.label.x, y: unit.label.y };
}

export interface Placer {
  place(classCode: string, random: Random): Place;
}

export function buildPlacer(city: DemoCity, classCodes: readonly string[], seed: number): Placer {
  const random = randomFor(seed, "places of cases");
  const units = city.grids.filter((grid) => grid.level === 5);
  const sums = cumulative(unitWeights(city, units, random));
  const drawUnit = (r: Random): DemoGrid => {
    const unit = units[drawIndex(sums, r)];
    if (!unit) throw new Error("the demo city has no units");
    return unit;
  };
  const water = waterByUnit(city);
  const pointOf = (code: string, r: Random): Place => {
    const unit = drawUnit(r);
    return pointIn(unit, r, IN_WATER.test(code) ? [] : water.get(unit.gridId));
  };
  const spots = new Map<string, Spot[]>();
  for (let i = 0; i < SPOTS; i += 1) {
    // The commonest classes come first in the list, and so have most spots.
    const code = classCodes[Math.floor(random.next() * random.next() * classCodes.length)] ?? "";
    const spot: Spot = { ...pointOf(code, random), classCode: code };
    spots.set(code, [...(spots.get(code) ?? []), spot]);
  }
  return {
    place(classCode, r) {
      const known = spots.get(classCode);
      if (known && r.chance(SPOT_SHARE)) return near(r.pick(known), r);
      return pointOf(classCode, r);
    },
  };
}

/** The same corner, a few metres off; still in its unit. */
function near(spot: Place, random: Random): Place {
  const x = Math.round(spot.x + random.normal() * 4 * UNITS_PER_METRE.x);
  const y = Math.round(spot.y + random.normal() * 4 * UNITS_PER_METRE.y);
  const ring = spot.unit.polygon[0]?.[0] ?? new Int32Array();
  return locate(x, y, ring) === 1 ? { unit: spot.unit, x, y } : spot;
}
