/** One Voronoi mesh; near-coincident corners are welded, so that crossroads have four arms. */
import { Delaunay } from "d3-delaunay";
import type { Point } from "./plan-space.ts";
import type { MeshSeed } from "./seeds.ts";

export interface MeshCell {
  readonly street: number;
  readonly isLake: boolean;
  readonly seed: Point;
  /** Vertex ids, anticlockwise. */
  ring: number[];
}

export interface RawMesh {
  readonly vertices: Point[];
  readonly cells: MeshCell[];
}

class Weld {
  private readonly parent: Int32Array;

  constructor(count: number) {
    this.parent = Int32Array.from({ length: count }, (_, i) => i);
  }

  root(i: number): number {
    let at = i;
    for (let up = this.parent[at] ?? at; up !== at; up = this.parent[at] ?? at) at = up;
    return at;
  }

  join(a: number, b: number): void {
    const ra = this.root(a);
    const rb = this.root(b);
    if (ra !== rb) this.parent[Math.max(ra, rb)] = Math.min(ra, rb);
  }
}

function cornerRing(delaunay: Delaunay<MeshSeed>, cell: number): number[] {
  const { inedges, halfedges, triangles } = delaunay;
  const first = inedges[cell] ?? -1;
  const ring: number[] = [];
  let edge = first;
  do {
    const triangle = Math.floor(edge / 3);
    ring.push(triangle);
    edge = edge % 3 === 2 ? edge - 2 : edge + 1;
    if (triangles[edge] !== cell) return [];
    edge = halfedges[edge] ?? -1;
  } while (edge !== first && edge !== -1);
  return edge === -1 ? [] : ring;
}

function dropRepeats(ring: readonly number[]): number[] {
  const kept = ring.filter((id, i) => id !== ring[(i + ring.length - 1) % ring.length]);
  return kept;
}

function isAnticlockwise(ring: readonly number[], vertices: readonly Point[]): boolean {
  let area = 0;
  for (let i = 0; i < ring.length; i += 1) {
    const a = vertices[ring[i] ?? 0];
    const b = vertices[ring[(i + 1) % ring.length] ?? 0];
    if (a && b) area += a.x * b.y - b.x * a.y;
  }
  return area > 0;
}

export function buildMesh(seeds: readonly MeshSeed[], weldMetres: (p: Point) => number): RawMesh {
  const delaunay = Delaunay.from(
    seeds as MeshSeed[],
    (p) => p.x,
    (p) => p.y,
  );
  const { circumcenters } = delaunay.voronoi([-30000, -30000, 30000, 30000]);
  const count = circumcenters.length / 2;
  const corner = (i: number): Point => ({
    x: circumcenters[2 * i] ?? 0,
    y: circumcenters[2 * i + 1] ?? 0,
  });
  const weld = new Weld(count);
  delaunay.halfedges.forEach((twin, edge) => {
    if (twin < edge) return;
    const a = Math.floor(edge / 3);
    const b = Math.floor(twin / 3);
    const pa = corner(a);
    const pb = corner(b);
    const limit = weldMetres(pa);
    const dx = pa.x - pb.x;
    const dy = pa.y - pb.y;
    if (dx * dx + dy * dy < limit * limit) weld.join(a, b);
  });
  return collect(delaunay, seeds, weld, corner);
}

function collect(
  delaunay: Delaunay<MeshSeed>,
  seeds: readonly MeshSeed[],
  weld: Weld,
  corner: (i: number) => Point,
): RawMesh {
  const vertices: Point[] = [];
  const idOf = new Map<number, number>();
  const vertexId = (root: number): number => {
    const known = idOf.get(root);
    if (known !== undefined) return known;
    vertices.push(corner(root));
    idOf.set(root, vertices.length - 1);
    return vertices.length - 1;
  };
  const cells: MeshCell[] = [];
  seeds.forEach((seed, index) => {
    if (seed.street < 0) return;
    const roots = dropRepeats(cornerRing(delaunay, index).map((t) => weld.root(t)));
    if (roots.length < 3) throw new Error(`open cell at ${seed.x}, ${seed.y}`);
    const ring = roots.map(vertexId);
    if (!isAnticlockwise(ring, vertices)) ring.reverse();
    cells.push({ street: seed.street, isLake: seed.isLake, seed: { x: seed.x, y: seed.y }, ring });
  });
  return { vertices, cells };
}
