/**
 * The points whose Voronoi cells are the unit grids.
 * A pair mirrored on a line makes the line a border: coast, river, lake shore and main roads are
 * walked first, then each street is filled with blocks turned its own way.
 */
import { type Random, randomFor } from "../random.ts";
import type { Box } from "./extents.ts";
import { distance, type Point, walkLine } from "./plan-space.ts";
import { closed, distanceToShore, isLake } from "./site.ts";
import type { CityPlan, StreetPlan } from "./streets.ts";

export interface MeshSeed extends Point {
  /** -1 is the sea. */
  readonly street: number;
  readonly isLake: boolean;
}

const LAKE_SPACING = 430;
const OPEN_SEA_SPACING = 420;

class SeedField {
  readonly seeds: MeshSeed[] = [];
  private readonly buckets = new Map<number, MeshSeed[]>();
  private readonly plan: CityPlan;

  constructor(plan: CityPlan) {
    this.plan = plan;
  }

  make(p: Point): MeshSeed {
    const street = this.plan.streetAt(p);
    return { ...p, street, isLake: street >= 0 && isLake(this.plan.site, p) };
  }

  isFree(p: Point, radius: number): boolean {
    const reach = Math.ceil(radius / 250);
    const bx = Math.floor(p.x / 250);
    const by = Math.floor(p.y / 250);
    for (let y = by - reach; y <= by + reach; y += 1) {
      for (let x = bx - reach; x <= bx + reach; x += 1) {
        for (const other of this.buckets.get(y * 4096 + x) ?? []) {
          if (distance(p, other) < radius) return false;
        }
      }
    }
    return true;
  }

  add(seed: MeshSeed): void {
    this.seeds.push(seed);
    const key = Math.floor(seed.y / 250) * 4096 + Math.floor(seed.x / 250);
    const bucket = this.buckets.get(key);
    if (bucket) bucket.push(seed);
    else this.buckets.set(key, [seed]);
  }

  /** Both or none: half a pair would bend the line it stands for. */
  addPair(
    at: Point,
    normal: Point,
    offset: number,
    accept: (a: MeshSeed, b: MeshSeed) => boolean,
  ): void {
    const a = this.make({ x: at.x + normal.x * offset, y: at.y + normal.y * offset });
    const b = this.make({ x: at.x - normal.x * offset, y: at.y - normal.y * offset });
    if (!accept(a, b)) return;
    const radius = offset * 1.35;
    if (!this.isFree(a, radius) || !this.isFree(b, radius)) return;
    this.add(a);
    this.add(b);
  }
}

function spacingNear(plan: CityPlan, p: Point): number {
  const reach = 140;
  let best = Number.POSITIVE_INFINITY;
  for (const [dx, dy] of [
    [0, 0],
    [reach, 0],
    [-reach, 0],
    [0, reach],
    [0, -reach],
  ] as const) {
    const street = plan.streets[plan.streetAt({ x: p.x + dx, y: p.y + dy })];
    if (street) best = Math.min(best, street.spacing);
  }
  return Number.isFinite(best) ? best : OPEN_SEA_SPACING;
}

function alongLine(
  field: SeedField,
  plan: CityPlan,
  line: readonly Point[],
  accept: (a: MeshSeed, b: MeshSeed) => boolean,
): void {
  let spacing = 200;
  walkLine(
    line,
    (p) => {
      spacing = spacingNear(plan, p);
      return spacing;
    },
    (p, normal) => field.addPair(p, normal, spacingNear(plan, p) * 0.46, accept),
  );
}

function alongShores(field: SeedField, plan: CityPlan): void {
  const { site } = plan;
  const isCoast = (a: MeshSeed, b: MeshSeed): boolean => a.street < 0 !== b.street < 0;
  alongLine(field, plan, closed(site.mainland), isCoast);
  for (const island of site.islands) alongLine(field, plan, closed(island.ring), isCoast);
  alongLine(field, plan, closed(site.lake), (a, b) => a.isLake !== b.isLake);
  alongLine(
    field,
    plan,
    site.river,
    (a, b) => a.street >= 0 && b.street >= 0 && a.street !== b.street,
  );
}

/** Main roads: the borders between streets on one bank. */
function alongRoads(field: SeedField, plan: CityPlan): void {
  for (let i = 0; i < plan.streets.length; i += 1) {
    for (let j = i + 1; j < plan.streets.length; j += 1) {
      const a = plan.streets[i];
      const b = plan.streets[j];
      if (!a || !b || a.isIsland || b.isIsland) continue;
      borderBetween(field, a, b);
    }
  }
}

/** Walks the whole bisector: labels decide where it really is the border, banks included. */
function borderBetween(field: SeedField, a: StreetPlan, b: StreetPlan): void {
  const gap = distance(a.seed, b.seed);
  if (gap > 9000) return;
  const middle = { x: (a.seed.x + b.seed.x) / 2, y: (a.seed.y + b.seed.y) / 2 };
  const normal = { x: (b.seed.x - a.seed.x) / gap, y: (b.seed.y - a.seed.y) / gap };
  const spacing = Math.min(a.spacing, b.spacing);
  const offset = spacing * 0.46;
  const count = Math.floor(8000 / spacing);
  for (let k = -count; k <= count; k += 1) {
    const t = k * spacing;
    const p = { x: middle.x - normal.y * t, y: middle.y + normal.x * t };
    field.addPair(
      p,
      normal,
      offset,
      (left, right) =>
        ((left.street === b.index && right.street === a.index) ||
          (left.street === a.index && right.street === b.index)) &&
        !left.isLake &&
        !right.isLake,
    );
  }
}

/** Uneven rows and columns: blocks of different width, as towns have them. */
function lines(random: Random, span: number, spacing: number): number[] {
  const at: number[] = [];
  for (let v = -span; v < span; ) {
    at.push(v);
    v += spacing * (random.chance(0.18) ? random.between(1.15, 1.5) : random.between(0.82, 1.12));
  }
  return at;
}

function isInBox(p: Point, box: Box): boolean {
  return p.x >= box.minX && p.x <= box.maxX && p.y >= box.minY && p.y <= box.maxY;
}

function fillStreet(field: SeedField, street: StreetPlan, seed: number): void {
  const random = randomFor(seed, `blocks ${street.index}`);
  const aspect = random.between(1.02, 1.3);
  const span = street.isIsland ? 5200 : Math.sqrt(street.areaM2) * 2.2 + 1500;
  const columns = lines(random, span, street.spacing * Math.sqrt(aspect));
  const rows = lines(random, span, street.spacing / Math.sqrt(aspect));
  const cos = Math.cos(street.bearing);
  const sin = Math.sin(street.bearing);
  const jitter = street.spacing * (street.isTown ? 0.16 : 0.035);
  for (const v of rows) {
    for (const u of columns) {
      const p = {
        x: street.seed.x + u * cos - v * sin + random.between(-jitter, jitter),
        y: street.seed.y + u * sin + v * cos + random.between(-jitter, jitter),
      };
      if (!isInBox(p, street.box)) continue;
      const candidate = field.make(p);
      if (candidate.street !== street.index || candidate.isLake) continue;
      if (field.isFree(p, street.spacing * 0.74)) field.add(candidate);
    }
  }
}

function fillLake(field: SeedField, random: Random): void {
  for (let y = -2500; y <= 4000; y += LAKE_SPACING) {
    for (let x = 4500; x <= 9500; x += LAKE_SPACING) {
      const p = { x: x + random.between(-90, 90), y: y + random.between(-90, 90) };
      const candidate = field.make(p);
      if (candidate.isLake && field.isFree(p, LAKE_SPACING * 0.62)) field.add(candidate);
    }
  }
}

/** A belt of sea cells keeps the coastal cells closed. */
function fillSea(field: SeedField, plan: CityPlan): void {
  for (let y = -14500; y <= 14500; y += OPEN_SEA_SPACING) {
    for (let x = -16500; x <= 19500; x += OPEN_SEA_SPACING) {
      const candidate = field.make({ x, y });
      if (candidate.street >= 0 || !field.isFree(candidate, OPEN_SEA_SPACING * 0.6)) continue;
      if (distanceToShore(plan.site, candidate) > 110) field.add(candidate);
    }
  }
}

export function placeSeeds(plan: CityPlan, seed: number): MeshSeed[] {
  const field = new SeedField(plan);
  alongShores(field, plan);
  alongRoads(field, plan);
  fillLake(field, randomFor(seed, "lake"));
  for (const street of plan.streets) fillStreet(field, street, seed);
  fillSea(field, plan);
  return field.seeds;
}
