/**
 * Polygons of a label over a mesh, by cancelling the edges that two cells of the label share.
 * No set operation is involved, so parents and children keep the very same vertices.
 */
import {
  type LatticeMultiPolygon,
  type LatticeRing,
  ringArea2,
} from "../lattice/lattice-polygon.ts";
import type { Mesh } from "./mesh.ts";
import { locate, ringX, ringY, vertexCount } from "./ring-access.ts";

const EDGE_BASE = 67108864;

function directedEdges(mesh: Mesh, cells: readonly number[]): Map<number, number[]> {
  const keys = new Set<number>();
  for (const cell of cells) {
    for (const ring of mesh.cells[cell] ?? []) {
      for (let i = 0; i < ring.length; i += 1) {
        const from = ring[i] ?? 0;
        const to = ring[(i + 1) % ring.length] ?? 0;
        if (!keys.delete(to * EDGE_BASE + from)) keys.add(from * EDGE_BASE + to);
      }
    }
  }
  const outgoing = new Map<number, number[]>();
  for (const key of keys) {
    const from = Math.floor(key / EDGE_BASE);
    const list = outgoing.get(from);
    if (list) list.push(key % EDGE_BASE);
    else outgoing.set(from, [key % EDGE_BASE]);
  }
  return outgoing;
}

/** Of several ways on, any will do: cycles are cut at repeated vertices afterwards. */
function walkCycles(outgoing: Map<number, number[]>): number[][] {
  const cycles: number[][] = [];
  for (const [start, targets] of outgoing) {
    while (targets.length > 0) {
      const cycle = [start];
      let at = targets.pop();
      while (at !== undefined && at !== start) {
        cycle.push(at);
        at = outgoing.get(at)?.pop();
      }
      cycles.push(...cutAtRepeats(cycle));
    }
  }
  return cycles;
}

/** Parts or holes that meet in a point become rings of their own, as OGC wants them. */
function cutAtRepeats(cycle: readonly number[]): number[][] {
  const rings: number[][] = [];
  const stack: number[] = [];
  const depth = new Map<number, number>();
  for (const vertex of cycle) {
    const seen = depth.get(vertex);
    if (seen !== undefined) {
      const ring = stack.splice(seen);
      for (const gone of ring) depth.delete(gone);
      rings.push(ring);
    }
    depth.set(vertex, stack.length);
    stack.push(vertex);
  }
  rings.push(stack);
  return rings;
}

function toRing(mesh: Mesh, vertices: readonly number[]): LatticeRing {
  return Int32Array.from(vertices.flatMap((v) => [mesh.x[v] ?? 0, mesh.y[v] ?? 0]));
}

/** Starts each ring at its lowest-leftmost vertex, so that equal shapes are equal arrays. */
function canonical(ring: LatticeRing): LatticeRing {
  let best = 0;
  for (let i = 1; i < vertexCount(ring); i += 1) {
    const dy = ringY(ring, i) - ringY(ring, best);
    if (dy < 0 || (dy === 0 && ringX(ring, i) < ringX(ring, best))) best = i;
  }
  return Int32Array.of(...ring.subarray(2 * best), ...ring.subarray(0, 2 * best));
}

function liesInside(hole: LatticeRing, shell: LatticeRing): boolean {
  for (let i = 0; i < vertexCount(hole); i += 1) {
    const place = locate(ringX(hole, i), ringY(hole, i), shell);
    if (place !== 0) return place > 0;
  }
  const x = ringX(hole, 0) + ringX(hole, 1);
  const y = ringY(hole, 0) + ringY(hole, 1);
  return locate(x, y, shell, 2) > 0;
}

function assemble(rings: readonly LatticeRing[]): LatticeMultiPolygon {
  const shells: { ring: LatticeRing; area: bigint; holes: LatticeRing[] }[] = [];
  const holes: LatticeRing[] = [];
  for (const ring of rings) {
    const area = ringArea2(ring);
    if (area > 0n) shells.push({ ring, area, holes: [] });
    else holes.push(ring);
  }
  shells.sort((a, b) => (a.area < b.area ? -1 : a.area > b.area ? 1 : 0));
  for (const hole of holes) shells.find((shell) => liesInside(hole, shell.ring))?.holes.push(hole);
  return shells.reverse().map((shell) => [shell.ring, ...shell.holes]);
}

/** The polygons covered by the given cells, largest part first. */
export function dissolve(mesh: Mesh, cells: readonly number[]): LatticeMultiPolygon {
  const cycles = walkCycles(directedEdges(mesh, cells));
  return assemble(cycles.map((cycle) => canonical(toRing(mesh, cycle))));
}
