/**
 * TopoJSON of a mesh, exactly on the lattice: scale 1e-7, translate a whole number of units.
 * Any other quantisation would move vertices off the lattice and open gaps.
 */
import type { Mesh } from "./dissolve.ts";

export interface UnitGeometry {
  readonly type: "Polygon";
  readonly id: string;
  /** One list of arc numbers a ring; ~n is arc n backwards. */
  readonly arcs: readonly (readonly number[])[];
}

export interface LatticeTopology {
  readonly type: "Topology";
  readonly transform: { readonly scale: readonly [number, number]; readonly translate: readonly [number, number] };
  readonly objects: { readonly units: { readonly type: "GeometryCollection"; readonly geometries: readonly UnitGeometry[] } };
  /** Delta-coded lattice integers relative to `translate`. */
  readonly arcs: readonly (readonly (readonly [number, number])[])[];
}

const SCALE = 1e-7;
const EDGE_BASE = 67108864;

interface ArcBook {
  readonly arcs: number[][];
  /** Directed first edge of an arc → arc number, negative (~n) for the way back. */
  readonly startingWith: Map<number, number>;
}

function countNeighbours(mesh: Mesh): Int32Array {
  const seen = new Set<number>();
  const degree = new Int32Array(mesh.x.length);
  for (const cell of mesh.cells) {
    for (const ring of cell) {
      for (let i = 0; i < ring.length; i += 1) {
        const a = ring[i] ?? 0;
        const b = ring[(i + 1) % ring.length] ?? 0;
        const key = Math.min(a, b) * EDGE_BASE + Math.max(a, b);
        if (seen.has(key)) continue;
        seen.add(key);
        degree[a] = (degree[a] ?? 0) + 1;
        degree[b] = (degree[b] ?? 0) + 1;
      }
    }
  }
  return degree;
}

/** Turns the ring so that it begins at a node, if it has one. */
function fromNode(ring: readonly number[], degree: Int32Array): number[] {
  const at = ring.findIndex((v) => (degree[v] ?? 0) > 2);
  if (at >= 0) return [...ring.slice(at), ...ring.slice(0, at)];
  // An island has no node: its smallest vertex stands in, so that both sides agree.
  const lowest = ring.indexOf(Math.min(...ring));
  return [...ring.slice(lowest), ...ring.slice(0, lowest)];
}

function ringArcs(ring: readonly number[], degree: Int32Array, book: ArcBook): number[] {
  const turned = fromNode(ring, degree);
  const closedRing = [...turned, turned[0] ?? 0];
  const numbers: number[] = [];
  let arc: number[] = [closedRing[0] ?? 0];
  for (let i = 1; i < closedRing.length; i += 1) {
    const vertex = closedRing[i] ?? 0;
    arc.push(vertex);
    if ((degree[vertex] ?? 0) > 2 || i === closedRing.length - 1) {
      numbers.push(arcNumber(arc, book));
      arc = [vertex];
    }
  }
  return numbers;
}

function arcNumber(arc: readonly number[], book: ArcBook): number {
  const first = (arc[0] ?? 0) * EDGE_BASE + (arc[1] ?? 0);
  const known = book.startingWith.get(first);
  if (known !== undefined) return known;
  const number = book.arcs.push([...arc]) - 1;
  book.startingWith.set(first, number);
  book.startingWith.set((arc.at(-1) ?? 0) * EDGE_BASE + (arc.at(-2) ?? 0), ~number);
  return number;
}

export function toTopology(mesh: Mesh, ids: readonly string[]): LatticeTopology {
  const degree = countNeighbours(mesh);
  const book: ArcBook = { arcs: [], startingWith: new Map() };
  const geometries = mesh.cells.map(
    (cell, index): UnitGeometry => ({
      type: "Polygon",
      id: ids[index] ?? "",
      arcs: cell.map((ring) => ringArcs(ring, degree, book)),
    }),
  );
  const minX = mesh.x.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const minY = mesh.y.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const arcs = book.arcs.map((arc) => {
    let lastX = minX;
    let lastY = minY;
    return arc.map((vertex): [number, number] => {
      const x = mesh.x[vertex] ?? 0;
      const y = mesh.y[vertex] ?? 0;
      const delta: [number, number] = [x - lastX, y - lastY];
      lastX = x;
      lastY = y;
      return delta;
    });
  });
  return {
    type: "Topology",
    transform: { scale: [SCALE, SCALE], translate: [minX / 1e7, minY / 1e7] },
    objects: { units: { type: "GeometryCollection", geometries } },
    arcs,
  };
}

export interface NamedMesh {
  readonly mesh: Mesh;
  readonly ids: readonly string[];
}

/** The mesh of a lattice topology; throws when the file is quantised in any other way. */
export function fromTopology(topology: LatticeTopology): NamedMesh {
  const { scale, translate } = topology.transform;
  const minX = Math.round(translate[0] * 1e7);
  const minY = Math.round(translate[1] * 1e7);
  if (scale[0] !== SCALE || scale[1] !== SCALE || minX / 1e7 !== translate[0] || minY / 1e7 !== translate[1]) {
    throw new Error("topology is not on the lattice of 1e-7 degrees");
  }
  const x: number[] = [];
  const y: number[] = [];
  const idOf = new Map<string, number>();
  const vertexAt = (vx: number, vy: number): number => {
    const key = `${vx},${vy}`;
    const known = idOf.get(key);
    if (known !== undefined) return known;
    x.push(vx);
    idOf.set(key, y.push(vy) - 1);
    return y.length - 1;
  };
  const arcs = topology.arcs.map((arc) => {
    let atX = minX;
    let atY = minY;
    return arc.map(([dx, dy]) => {
      atX += dx;
      atY += dy;
      return vertexAt(atX, atY);
    });
  });
  const ringOf = (numbers: readonly number[]): number[] =>
    numbers.flatMap((n) => (n >= 0 ? (arcs[n] ?? []).slice(0, -1) : [...(arcs[~n] ?? [])].reverse().slice(0, -1)));
  const { geometries } = topology.objects.units;
  return {
    mesh: { x, y, cells: geometries.map((geometry) => geometry.arcs.map(ringOf)) },
    ids: geometries.map((geometry) => geometry.id),
  };
}
