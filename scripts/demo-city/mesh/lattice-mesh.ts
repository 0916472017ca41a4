/** The finished mesh on the lattice of 1e-7 degrees, with a fractal coast. */
import { randomFor } from "../random.ts";
import { edgeKey, forEachEdge, leftCells, neighbours } from "./adjacency.ts";
import { type BaseGrid, drawBaseGrids } from "./communities.ts";
import { distance, type Point } from "./plan-space.ts";
import { placeSeeds } from "./seeds.ts";
import { warp } from "./site.ts";
import { type CityPlan, planCity } from "./streets.ts";
import { buildMesh, type MeshCell, type RawMesh } from "./voronoi-mesh.ts";

/** Open Philippine Sea, more than 700 km from any land, yet inside the box where GCJ-02 shifts. */
export const ORIGIN = { lng: 131, lat: 16 } as const;
/** Metres in a degree at 16° north on WGS 84. */
const METRES_PER_DEGREE = { lng: 107034, lat: 110659 } as const;

export interface LatticeMesh {
  readonly plan: CityPlan;
  /** Lattice integers, x east and y north. */
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly cells: readonly MeshCell[];
  readonly baseGrids: readonly BaseGrid[];
  readonly next: readonly number[][];
}

export function toLattice(p: Point): { x: number; y: number } {
  return {
    x: Math.floor((ORIGIN.lng + p.x / METRES_PER_DEGREE.lng) * 1e7 + 0.5),
    y: Math.floor((ORIGIN.lat + p.y / METRES_PER_DEGREE.lat) * 1e7 + 0.5),
  };
}

/** Breaks each coastal edge into a crooked line; no neighbour has to agree, the sea has no cells. */
function roughenCoast(mesh: RawMesh, seed: number): void {
  const left = leftCells(mesh.cells);
  const random = randomFor(seed, "coast");
  for (const cell of mesh.cells) {
    const ring: number[] = [];
    forEachEdge(cell.ring, (from, to) => {
      ring.push(from);
      const a = mesh.vertices[from];
      const b = mesh.vertices[to];
      if (!a || !b || left.has(edgeKey(to, from)) || distance(a, b) < 45) return;
      for (const p of crooked(a, b, () => random.between(-1, 1), distance(a, b) > 150 ? 3 : 2)) {
        mesh.vertices.push(p);
        ring.push(mesh.vertices.length - 1);
      }
    });
    cell.ring = ring;
  }
}

/** Midpoint displacement; the points strictly between `a` and `b`. */
function crooked(a: Point, b: Point, draw: () => number, depth: number): Point[] {
  if (depth === 0) return [];
  const shift = draw() * 0.13;
  const middle = {
    x: (a.x + b.x) / 2 - (b.y - a.y) * shift,
    y: (a.y + b.y) / 2 + (b.x - a.x) * shift,
  };
  return [...crooked(a, middle, draw, depth - 1), middle, ...crooked(middle, b, draw, depth - 1)];
}

export function drawMesh(seed: number): LatticeMesh {
  const plan = planCity(seed);
  const mesh = buildMesh(placeSeeds(plan, seed), (p) => {
    const spacing = plan.streets[plan.streetAt(p)]?.spacing ?? 150;
    return Math.max(14, spacing * 0.17);
  });
  roughenCoast(mesh, seed);
  const next = neighbours(mesh.cells, leftCells(mesh.cells));
  const baseGrids = drawBaseGrids(plan.streets, mesh.cells, next, seed);
  const lattice = mesh.vertices.map((p) => toLattice(warp(plan.site, p)));
  return {
    plan,
    x: lattice.map((p) => p.x),
    y: lattice.map((p) => p.y),
    cells: mesh.cells,
    baseGrids,
    next,
  };
}
