/** Roads are borders of the mesh: wide between streets, narrower between communities, lanes between units. */
import { EDGE_BASE, edgeKey, forEachEdge, leftCells } from "../mesh/adjacency.ts";
import type { LatticeMesh } from "../mesh/lattice-mesh.ts";
import type { Ground } from "./ground.ts";

export type RoadClass = "arterial" | "secondary" | "branch";

export interface Road {
  readonly roadClass: RoadClass;
  /** Vertices of the mesh. */
  readonly vertices: readonly number[];
}

interface RoadEdges {
  readonly byClass: Record<RoadClass, number[]>;
  /** Vertices on the middle of the river: roads stop at the bank. */
  readonly onRiver: Set<number>;
}

function classify(mesh: LatticeMesh, ground: Ground): RoadEdges {
  const left = leftCells(mesh.cells);
  const baseOf = new Map<number, number>();
  mesh.baseGrids.forEach((grid, index) => {
    for (const cell of grid.cells) baseOf.set(cell, index);
  });
  const byClass: Record<RoadClass, number[]> = { arterial: [], secondary: [], branch: [] };
  const onRiver = new Set<number>();
  mesh.cells.forEach((cell, a) => {
    forEachEdge(cell.ring, (from, to) => {
      const b = left.get(edgeKey(to, from));
      if (b === undefined || from > to) return;
      const kind = edgeClass(mesh, ground, baseOf, a, b);
      if (kind === "river") {
        onRiver.add(from);
        onRiver.add(to);
      } else if (kind) byClass[kind].push(edgeKey(from, to));
    });
  });
  return { byClass, onRiver };
}

function edgeClass(
  mesh: LatticeMesh,
  ground: Ground,
  baseOf: Map<number, number>,
  a: number,
  b: number,
): RoadClass | "river" | undefined {
  const ca = mesh.cells[a];
  const cb = mesh.cells[b];
  if (!ca || !cb) return undefined;
  if (ca.isLake || cb.isLake) return ca.isLake === cb.isLake ? undefined : "secondary";
  if (ca.street !== cb.street)
    return sideOfStreet(mesh, ca.street) === sideOfStreet(mesh, cb.street) ? "arterial" : "river";
  const isWild = (i: number): boolean => ground.cover[i] === "forest" || ground.cover[i] === "park";
  if (baseOf.get(a) !== baseOf.get(b))
    return isWild(a) && isWild(b) && ground.cover[a] === "forest" ? undefined : "secondary";
  if (isWild(a) || isWild(b) || Math.min(ground.urbanity[a] ?? 0, ground.urbanity[b] ?? 0) < 0.1)
    return undefined;
  return "branch";
}

/** West bank or east bank; the districts lie wholly on one. */
function sideOfStreet(mesh: LatticeMesh, street: number): boolean {
  return [0, 3, 5].includes(mesh.plan.streets[street]?.district ?? -1);
}

class Chainer {
  private readonly open = new Set<number>();
  private readonly ends = new Map<number, number[]>();
  private readonly mesh: LatticeMesh;

  constructor(mesh: LatticeMesh, edges: readonly number[]) {
    this.mesh = mesh;
    for (const key of edges) {
      const from = Math.floor(key / EDGE_BASE);
      const to = key % EDGE_BASE;
      this.open.add(key);
      for (const [v, w] of [
        [from, to],
        [to, from],
      ] as const) {
        const list = this.ends.get(v);
        if (list) list.push(w);
        else this.ends.set(v, [w]);
      }
    }
  }

  private take(a: number, b: number): boolean {
    return this.open.delete(edgeKey(Math.min(a, b), Math.max(a, b)));
  }

  /** The straightest way on, if it bends by less than about 50 degrees. */
  private onward(before: number, at: number): number | undefined {
    const { x, y } = this.mesh;
    let best: number | undefined;
    let bestCos = 0.64;
    for (const next of this.ends.get(at) ?? []) {
      if (!this.open.has(edgeKey(Math.min(at, next), Math.max(at, next)))) continue;
      const ux = (x[at] ?? 0) - (x[before] ?? 0);
      const uy = (y[at] ?? 0) - (y[before] ?? 0);
      const vx = (x[next] ?? 0) - (x[at] ?? 0);
      const vy = (y[next] ?? 0) - (y[at] ?? 0);
      const cos = (ux * vx + uy * vy) / Math.sqrt((ux * ux + uy * uy) * (vx * vx + vy * vy));
      if (cos > bestCos) {
        bestCos = cos;
        best = next;
      }
    }
    return best;
  }

  private extend(chain: number[]): void {
    for (;;) {
      const at = chain.at(-1) ?? 0;
      const next = this.onward(chain.at(-2) ?? 0, at);
      if (next === undefined || !this.take(at, next)) return;
      chain.push(next);
    }
  }

  chains(): number[][] {
    const found: number[][] = [];
    for (const key of [...this.open]) {
      if (!this.open.delete(key)) continue;
      const chain = [Math.floor(key / EDGE_BASE), key % EDGE_BASE];
      this.extend(chain);
      chain.reverse();
      this.extend(chain);
      found.push(chain);
    }
    return found;
  }
}

export interface RoadNetwork {
  readonly roads: readonly Road[];
  readonly onRiver: ReadonlySet<number>;
}

export function drawRoads(mesh: LatticeMesh, ground: Ground): RoadNetwork {
  const { byClass, onRiver } = classify(mesh, ground);
  const roads = (["arterial", "secondary", "branch"] as const).flatMap((roadClass) =>
    new Chainer(mesh, byClass[roadClass])
      .chains()
      .map((vertices): Road => ({ roadClass, vertices })),
  );
  return { roads, onRiver };
}
