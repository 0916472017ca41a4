import { Delaunay } from "d3-delaunay";
import type {
  LatticeBox,
  LatticeMultiPolygon,
} from "../../web/src/domain/lattice/lattice-polygon.ts";
import { seededRandom } from "./seeded-random.ts";

export type MeshOptions = {
  readonly cells: number;
  readonly seed: number;
  readonly box: LatticeBox;
  /** Steps an edge of the mesh is bent into; 8 give about 49 vertices a polygon. */
  readonly stepsPerEdge: number;
  /** One cell in so many has an island of another owner in it: a hole here, an exclave there; 0: none. */
  readonly islandEvery: number;
};

/** How far a bent edge may leave its chord, as a share of its length. */
const BEND = 0.14;

type Site = [x: number, y: number];

function relaxedSites({ cells, seed, box }: MeshOptions): Site[] {
  const random = seededRandom(seed);
  const width = box.maxX - box.minX;
  const height = box.maxY - box.minY;
  let sites = Array.from(
    { length: cells },
    (): Site => [box.minX + random() * width, box.minY + random() * height],
  );
  // Lloyd's relaxation opens the acute angles in which bent edges would cross.
  for (let round = 0; round < 3; round++) {
    const voronoi = Delaunay.from(sites).voronoi([box.minX, box.minY, box.maxX, box.maxY]);
    sites = sites.map((site, i) => centroid(voronoi.cellPolygon(i)) ?? site);
  }
  return sites;
}

function centroid(polygon: readonly (readonly number[])[] | null): Site | null {
  if (polygon === null || polygon.length < 4) return null;
  const points = polygon.slice(1);
  const sum = points.reduce<[number, number]>(
    ([x, y], point) => [x + (point[0] ?? 0), y + (point[1] ?? 0)],
    [0, 0],
  );
  return [sum[0] / points.length, sum[1] / points.length];
}

/** Inner vertices of an edge, bent by a noise that hangs on its two ends alone: shared by both sides. */
function bendEdge(a: Site, b: Site, steps: number): Site[] {
  const isForward = a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]);
  const [from, to] = isForward ? [a, b] : [b, a];
  const seed = Math.imul(from[0], 73856093) ^ Math.imul(from[1] ^ to[0], 19349663) ^ to[1];
  const random = seededRandom(seed);
  const dx = to[0] - from[0];
  const dy = to[1] - from[1];
  const inner: Site[] = [];
  for (let i = 1; i < steps; i++) {
    const along = (i + (random() - 0.5) * 0.6) / steps;
    const off = (random() - 0.5) * 8 * BEND * Math.min(along, 1 - along, 0.25);
    const point: Site = [
      Math.round(from[0] + dx * along - dy * off),
      Math.round(from[1] + dy * along + dx * off),
    ];
    const before = inner[inner.length - 1] ?? from;
    if (!isSame(point, before) && !isSame(point, to)) inner.push(point);
  }
  return isForward ? inner : inner.reverse();
}

const isSame = (a: Site, b: Site): boolean => a[0] === b[0] && a[1] === b[1];

function cellRing(polygon: readonly (readonly number[])[], options: MeshOptions): Int32Array {
  const { box, stepsPerEdge } = options;
  const corners = polygon.slice(1).map((p): Site => [Math.round(p[0] ?? 0), Math.round(p[1] ?? 0)]);
  const distinct = corners.filter(
    (corner, i) => !isSame(corner, corners[(i + corners.length - 1) % corners.length] ?? corner),
  );
  const xy: number[] = [];
  distinct.forEach((corner, i) => {
    const next = distinct[(i + 1) % distinct.length] ?? corner;
    xy.push(corner[0], corner[1]);
    const isOuter =
      (corner[0] === next[0] && (corner[0] === box.minX || corner[0] === box.maxX)) ||
      (corner[1] === next[1] && (corner[1] === box.minY || corner[1] === box.maxY));
    if (!isOuter) for (const point of bendEdge(corner, next, stepsPerEdge)) xy.push(...point);
  });
  return Int32Array.from(xy);
}

/** A small ring round a site, far from the cell's own border. */
function islandRing([x, y]: Site, radius: number, random: () => number): Int32Array {
  const corners = 12;
  const xy: number[] = [];
  for (let i = 0; i < corners; i++) {
    const angle = (2 * Math.PI * i) / corners;
    const reach = radius * (0.6 + 0.4 * random());
    xy.push(Math.round(x + reach * Math.cos(angle)), Math.round(y + reach * Math.sin(angle)));
  }
  return Int32Array.from(xy);
}

/**
 * A Voronoi mesh with bent shared edges, holes and exclaves: comparable in size to real communes.
 * Polygons share their vertices exactly; the mesh fills the box.
 */
export function makeNoisyMesh(options: MeshOptions): LatticeMultiPolygon[] {
  const { cells, seed, box, islandEvery } = options;
  const sites = relaxedSites(options);
  const voronoi = Delaunay.from(sites).voronoi([box.minX, box.minY, box.maxX, box.maxY]);
  const radius = 0.12 * Math.sqrt(((box.maxX - box.minX) * (box.maxY - box.minY)) / cells);
  const parts: Int32Array[][][] = sites.map((_, i) => {
    const polygon = voronoi.cellPolygon(i);
    return polygon === null ? [] : [[cellRing(polygon, options)]];
  });
  const random = seededRandom(seed ^ 0x5bd1e995);
  for (let i = 0; islandEvery > 0 && i < cells; i += islandEvery) {
    const site = sites[i];
    const host = parts[i]?.[0];
    const owner = parts[(i + Math.floor(cells / 2)) % cells];
    if (site === undefined || host === undefined || owner === undefined) continue;
    const ring = islandRing(site, radius, random);
    host.push(ring);
    owner.push([ring]);
  }
  return parts;
}

/** Four degrees a side: about the extent of the French communes that the prototypes were measured on. */
export const MESH_BOX: LatticeBox = {
  minX: 1_180_000_000,
  minY: 290_000_000,
  maxX: 1_220_000_000,
  maxY: 330_000_000,
};
