/** Where the districts and streets lie: centres in the plan, relaxed so that streets hold alike. */
import { noise2, type Random, randomFor } from "../random.ts";
import { type Box, EVERYWHERE, extentsOf } from "./extents.ts";
import type { Point } from "./plan-space.ts";
import { drawSite, hilliness, isLake, landAt, riverSide, type Site, urbanity } from "./site.ts";

export interface DistrictPlan {
  readonly name: string;
  readonly centre: Point;
  /** Power-diagram weight in square metres. */
  readonly weight: number;
  readonly side: -1 | 1;
  readonly streets: number;
  readonly towns: number;
}

/** Streets and towns together; the old town has the seventeen of R5. */
export const DISTRICTS: readonly DistrictPlan[] = [
  { name: "汀阳区", centre: { x: -2300, y: 2300 }, weight: 7.5e6, side: -1, streets: 17, towns: 0 },
  { name: "江岚区", centre: { x: 3300, y: -2300 }, weight: 3e6, side: 1, streets: 7, towns: 0 },
  { name: "望湖区", centre: { x: 7000, y: 2600 }, weight: 8e6, side: 1, streets: 4, towns: 2 },
  { name: "云麓区", centre: { x: -7600, y: 5600 }, weight: 2e6, side: -1, streets: 2, towns: 3 },
  { name: "清渚区", centre: { x: 5200, y: -7300 }, weight: 4e6, side: 1, streets: 3, towns: 3 },
  { name: "临屿区", centre: { x: -6800, y: -4300 }, weight: 4e6, side: -1, streets: 3, towns: 1 },
];

export interface StreetPlan {
  readonly index: number;
  readonly district: number;
  readonly seed: Point;
  readonly isTown: boolean;
  readonly isIsland: boolean;
  /** Side of a unit grid in metres. */
  readonly spacing: number;
  /** Direction of the street pattern, radians. */
  readonly bearing: number;
  readonly areaM2: number;
  /** No point of the street lies outside it. */
  readonly box: Box;
}

export interface CityPlan {
  readonly site: Site;
  readonly streets: readonly StreetPlan[];
  /** Index of the street that holds the lake. */
  readonly lakeStreet: number;
  /** -1 at sea, else the street. */
  streetAt(p: Point): number;
}

const SAMPLE_STEP = 130;

function districtAt(site: Site, p: Point): number {
  const side = riverSide(site, p);
  const bent = {
    x: p.x + 500 * noise2(site.seed + 21, p.x / 2500, p.y / 2500),
    y: p.y + 500 * noise2(site.seed + 22, p.x / 2500, p.y / 2500),
  };
  let best = -1;
  let bestPower = Number.POSITIVE_INFINITY;
  DISTRICTS.forEach((district, index) => {
    if (district.side !== side) return;
    const dx = bent.x - district.centre.x;
    const dy = bent.y - district.centre.y;
    const power = dx * dx + dy * dy - district.weight;
    if (power < bestPower) {
      bestPower = power;
      best = index;
    }
  });
  return best;
}

interface Sample extends Point {
  readonly mass: number;
}

function sampleLand(site: Site, random: Random): Sample[][] {
  const samples: Sample[][] = DISTRICTS.map(() => []);
  for (let y = -13000; y <= 13000; y += SAMPLE_STEP) {
    for (let x = -15000; x <= 15000; x += SAMPLE_STEP) {
      const p = { x: x + random.between(-50, 50), y: y + random.between(-50, 50) };
      if (landAt(site, p) !== 0) continue;
      const mass = isLake(site, p) ? 0.05 : urbanity(site, p);
      samples[districtAt(site, p)]?.push({ ...p, mass });
    }
  }
  return samples;
}

function nearest(p: Point, seeds: readonly Point[]): number {
  let best = -1;
  let bestD = Number.POSITIVE_INFINITY;
  seeds.forEach((seed, index) => {
    const d = (p.x - seed.x) * (p.x - seed.x) + (p.y - seed.y) * (p.y - seed.y);
    if (d < bestD) {
      bestD = d;
      best = index;
    }
  });
  return best;
}

/** Lloyd's rounds weighted by how built-up the land is: small streets in town, wide towns outside. */
function relax(samples: readonly Sample[], count: number, random: Random): Point[] {
  let seeds: Point[] = Array.from({ length: count }, () => random.pick(samples));
  for (let round = 0; round < 60; round += 1) {
    const sums = seeds.map(() => ({ x: 0, y: 0, mass: 0 }));
    for (const p of samples) {
      const sum = sums[nearest(p, seeds)];
      if (!sum) continue;
      sum.x += p.x * p.mass;
      sum.y += p.y * p.mass;
      sum.mass += p.mass;
    }
    seeds = sums.map((sum, i) =>
      sum.mass > 0
        ? { x: sum.x / sum.mass, y: sum.y / sum.mass }
        : (seeds[i] ?? random.pick(samples)),
    );
  }
  return seeds;
}

interface SeedOfStreet extends Point {
  readonly district: number;
  readonly isIsland: boolean;
}

function placeSeeds(site: Site, random: Random): SeedOfStreet[] {
  const samples = sampleLand(site, random);
  const seeds: SeedOfStreet[] = [];
  DISTRICTS.forEach((district, index) => {
    const onIsland = district.name === "清渚区" ? 1 : 0;
    const count = district.streets + district.towns - onIsland;
    for (const p of relax(samples[index] ?? [], count, random)) {
      seeds.push({ ...p, district: index, isIsland: false });
    }
    if (onIsland) seeds.push({ x: 13300, y: -8600, district: index, isIsland: true });
  });
  return seeds;
}

function nearestSeed(site: Site, seeds: readonly SeedOfStreet[], p: Point): number {
  const side = riverSide(site, p);
  let best = -1;
  let bestD = Number.POSITIVE_INFINITY;
  seeds.forEach((seed, index) => {
    if (seed.isIsland || DISTRICTS[seed.district]?.side !== side) return;
    const d = (p.x - seed.x) * (p.x - seed.x) + (p.y - seed.y) * (p.y - seed.y);
    if (d < bestD) {
      bestD = d;
      best = index;
    }
  });
  return best;
}

/** Parallel to the river near it, along the city's old axis in the middle, free outside. */
function bearingAt(site: Site, p: Point): number {
  let along = 0;
  let best = Number.POSITIVE_INFINITY;
  for (let i = 1; i < site.river.length; i += 1) {
    const a = site.river[i - 1];
    const b = site.river[i];
    if (!a || !b) continue;
    const d = Math.sqrt((a.x - p.x) * (a.x - p.x) + (a.y - p.y) * (a.y - p.y));
    if (d < best) {
      best = d;
      along = Math.atan2(b.y - a.y, b.x - a.x);
    }
  }
  const axis = 0.12 + 0.55 * noise2(site.seed + 31, p.x / 5200, p.y / 5200);
  const quarter = Math.PI / 2;
  const turn = (((along - axis) % quarter) + quarter * 1.5) % quarter;
  const pull = best < 1200 ? 0.85 : best < 2400 ? 0.4 : 0;
  return axis + (turn - quarter / 2) * pull;
}

function labelAt(site: Site, seeds: readonly SeedOfStreet[], lakeStreet: number, p: Point): number {
  const land = landAt(site, p);
  if (land < 0) return -1;
  if (land > 0) return seeds.findIndex((seed) => seed.isIsland);
  if (lakeStreet >= 0 && isLake(site, p)) return lakeStreet;
  return nearestSeed(site, seeds, p);
}

function markTowns(site: Site, seeds: readonly SeedOfStreet[]): boolean[] {
  const isTown = seeds.map(() => false);
  DISTRICTS.forEach((district, index) => {
    const byRurality = seeds
      .map((seed, i) => ({ i, seed }))
      .filter(({ seed }) => seed.district === index)
      .sort((a, b) => rural(b.seed) - rural(a.seed));
    for (const { i } of byRurality.slice(0, district.towns)) isTown[i] = true;
  });
  return isTown;

  function rural(seed: SeedOfStreet): number {
    return (seed.isIsland ? 2 : 0) + 1 - urbanity(site, seed);
  }
}

/** About how many unit grids a street should have. */
function unitTarget(site: Site, seed: SeedOfStreet): number {
  if (seed.isIsland) return 150;
  return 262 - 95 * hilliness(site, seed) - (urbanity(site, seed) < 0.12 ? 25 : 0);
}

export function planCity(seed: number): CityPlan {
  const site = drawSite(seed);
  const random = randomFor(seed, "streets");
  const seeds = placeSeeds(site, random);
  const isTown = markTowns(site, seeds);
  const extent = extentsOf(seeds, (p) => labelAt(site, seeds, -1, p));
  const lakeCentre = { x: 6900, y: 700 };
  const lakeStreet = nearestSeed(site, seeds, lakeCentre);
  const streets = seeds.map((p, index): StreetPlan => {
    const { areaM2 = 0, box = EVERYWHERE } = extent[index] ?? {};
    return {
      index,
      district: p.district,
      seed: { x: p.x, y: p.y },
      isTown: isTown[index] ?? false,
      isIsland: p.isIsland,
      spacing: Math.sqrt(areaM2 / unitTarget(site, p)),
      bearing: bearingAt(site, p),
      areaM2,
      box,
    };
  });
  return { site, streets, lakeStreet, streetAt: (p) => labelAt(site, seeds, lakeStreet, p) };
}
