/**
 * The land the fictional city stands on: coast, islands, river, lake, hills.
 * Everything is drawn in metres round the centre and bent by one smooth warp at the end, so that no
 * straight construction line shows.
 */
import { fractalNoise, noise2 } from "../random.ts";
import { distanceToPolyline, isInside, type Point, sideOf, smoothLine } from "./plan-space.ts";

export interface Island {
  readonly name: string;
  readonly ring: readonly Point[];
}

export interface Site {
  readonly seed: number;
  readonly mainland: readonly Point[];
  readonly islands: readonly Island[];
  /** From the hills to the sea and on, so that it has two sides everywhere. */
  readonly river: readonly Point[];
  readonly lake: readonly Point[];
}

const km = (pairs: readonly (readonly [number, number])[]): Point[] =>
  pairs.map(([x, y]) => ({ x: x * 1000, y: y * 1000 }));

/** Mainland radius by direction, every 15 degrees from east, anticlockwise, in km. */
const MAINLAND_RADIUS = [
  12.4, 12.7, 11.3, 11.2, 9.2, 9.7, 9.0, 9.6, 9.1, 10.9, 11.6, 13.2, 12.1, 11.4, 8.6, 8.4, 9.6,
  10.2, 8.2, 7.6, 9.5, 10.4, 9.9, 12.6,
];

function blobRing(
  seed: number,
  centre: Point,
  radiusAt: (t: number) => number,
  count: number,
): Point[] {
  const ring: Point[] = [];
  for (let i = 0; i < count; i += 1) {
    const angle = (i / count) * Math.PI * 2;
    const cos = Math.cos(angle);
    const sin = Math.sin(angle);
    const rough = fractalNoise(seed, cos * 3.4 + 9, sin * 3.4 + 9, 6) * 0.085;
    const r = radiusAt(i / count) * (1 + rough);
    ring.push({ x: centre.x + r * cos, y: centre.y + r * sin });
  }
  return ring;
}

function smoothRadius(table: readonly number[]): (t: number) => number {
  return (t) => {
    const position = t * table.length;
    const i = Math.floor(position);
    const f = position - i;
    const s = f * f * (3 - 2 * f);
    const a = table[i % table.length] ?? 0;
    const b = table[(i + 1) % table.length] ?? 0;
    return (a * (1 - s) + b * s) * 1000;
  };
}

export function drawSite(seed: number): Site {
  const mainland = blobRing(seed + 1, { x: 0, y: 0 }, smoothRadius(MAINLAND_RADIUS), 720);
  const islands: Island[] = [
    {
      name: "main",
      ring: blobRing(
        seed + 2,
        { x: 13600, y: -9300 },
        (t) => 2050 + 420 * Math.cos((t - 0.12) * Math.PI * 4),
        220,
      ),
    },
    {
      name: "islet",
      ring: blobRing(seed + 3, { x: 15900, y: -6000 }, () => 640, 90),
    },
  ];
  const river = smoothLine(
    km([
      [1.5, 14],
      [0.6, 9.6],
      [1.7, 7.2],
      [3.6, 5.4],
      [3.5, 3.3],
      [1.6, 1.9],
      [-0.9, 1.1],
      [-2.2, -0.9],
      [-1.2, -3.0],
      [0.6, -4.6],
      [0.4, -6.4],
      [-1.6, -8.4],
      [-2.6, -13],
    ]),
    24,
  );
  const lake = blobRing(
    seed + 4,
    { x: 6900, y: 700 },
    (t) => 1180 + 260 * Math.cos(t * Math.PI * 4 + 0.6),
    160,
  );
  return { seed, mainland, islands, river, lake };
}

/** -1 is the sea, 0 the mainland, 1… the islands. */
export function landAt(site: Site, p: Point): number {
  if (isInside(p, site.mainland)) return 0;
  const island = site.islands.findIndex((one) => isInside(p, one.ring));
  return island < 0 ? -1 : island + 1;
}

export function isLake(site: Site, p: Point): boolean {
  return isInside(p, site.lake);
}

export function riverSide(site: Site, p: Point): number {
  return sideOf(p, site.river);
}

/** Half the river's width in metres: a brook in the hills, an estuary at the sea. */
export function riverHalfWidth(p: Point): number {
  const south = Math.max(0, Math.min(1, (8500 - p.y) / 17000));
  return 34 + 66 * south + 130 * Math.max(0, (-5600 - p.y) / 2600);
}

export function distanceToShore(site: Site, p: Point): number {
  let best = distanceToPolyline(p, closed(site.mainland));
  for (const island of site.islands)
    best = Math.min(best, distanceToPolyline(p, closed(island.ring)));
  return Math.min(best, distanceToPolyline(p, closed(site.lake)));
}

export function closed(ring: readonly Point[]): Point[] {
  const first = ring[0];
  return first ? [...ring, first] : [];
}

/** 0 in the plain, 1 on the ridge in the north-west; parks and forest, few people. */
export function hilliness(site: Site, p: Point): number {
  const dx = (p.x + 6900) / 4300;
  const dy = (p.y - 5300) / 2700;
  const base =
    1.25 - Math.sqrt(dx * dx + dy * dy) + 0.35 * noise2(site.seed + 7, p.x / 1700, p.y / 1700);
  return Math.max(0, Math.min(1, base));
}

/** How built-up: 1 in the old town, falling off towards the coast, lower in the hills. */
export function urbanity(site: Site, p: Point): number {
  const bump = (cx: number, cy: number, radius: number): number => {
    const d2 = ((p.x - cx) * (p.x - cx) + (p.y - cy) * (p.y - cy)) / (radius * radius);
    return 1 / (1 + d2 * d2);
  };
  const town = Math.max(
    bump(-900, 1500, 4200),
    0.8 * bump(3600, -2700, 2600),
    0.66 * bump(-7200, -3600, 2200),
  );
  return Math.max(0.06, town * (1 - 0.8 * hilliness(site, p)));
}

/** The final gentle bend. Small gradients, so straight edges stay straight enough not to cross. */
export function warp(site: Site, p: Point): Point {
  const s = site.seed;
  return {
    x:
      p.x +
      420 * noise2(s + 11, p.x / 4600, p.y / 4600) +
      45 * noise2(s + 13, p.x / 900, p.y / 900),
    y:
      p.y +
      420 * noise2(s + 12, p.x / 4600, p.y / 4600) +
      45 * noise2(s + 14, p.x / 900, p.y / 900),
  };
}
