import type { LatticeMultiPolygon, LatticeRing } from "./lattice-polygon.ts";
import { VertexTable } from "./vertex-table.ts";

/** One arc as a ring uses it. */
export type ArcUse = { readonly arc: number; readonly reversed: boolean };

/**
 * Polygons as rings of shared arcs. An arc runs from junction to junction; a ring without any
 * junction is one closed arc. Nothing is assumed of the polygons: what does not match is not shared.
 */
export type ArcTopology = {
  /** x0, y0, x1, y1 …, both ends included. */
  readonly arcs: readonly Int32Array[];
  /** polygon → part → ring → uses, in the ring's own direction. */
  readonly polygons: readonly (readonly (readonly (readonly ArcUse[])[])[])[];
};

const NONE = -1;

type VertexRing = Int32Array;

/** A vertex is a junction when its visits disagree about its two neighbours. */
function findJunctions(rings: readonly VertexRing[], vertexCount: number): Uint8Array {
  const low = new Int32Array(vertexCount).fill(NONE);
  const high = new Int32Array(vertexCount).fill(NONE);
  const junction = new Uint8Array(vertexCount);
  for (const ring of rings) {
    const length = ring.length;
    for (let i = 0; i < length; i++) {
      const vertex = ring[i] ?? 0;
      const before = ring[i === 0 ? length - 1 : i - 1] ?? 0;
      const after = ring[i === length - 1 ? 0 : i + 1] ?? 0;
      const least = Math.min(before, after);
      const most = Math.max(before, after);
      if (low[vertex] === NONE) {
        low[vertex] = least;
        high[vertex] = most;
      } else if (low[vertex] !== least || high[vertex] !== most) {
        junction[vertex] = 1;
      }
    }
  }
  return junction;
}

/** Arcs seen so far, found again by their two ends in either direction. */
class ArcStore {
  readonly arcs: Int32Array[] = [];
  readonly #byEnds = new Map<number, number[]>();
  readonly #vertexCount: number;

  constructor(vertexCount: number) {
    this.#vertexCount = vertexCount;
  }

  /** `path` holds vertex ids, both ends included. */
  use(path: Int32Array): ArcUse {
    const first = path[0] ?? 0;
    const last = path[path.length - 1] ?? 0;
    const key = Math.min(first, last) * this.#vertexCount + Math.max(first, last);
    const known = this.#byEnds.get(key);
    for (const arc of known ?? []) {
      const match = matchPath(this.arcs[arc] as Int32Array, path); // `arc` was pushed below
      if (match !== null) return { arc, reversed: match === "reversed" };
    }
    const arc = this.arcs.push(path) - 1;
    if (known === undefined) this.#byEnds.set(key, [arc]);
    else known.push(arc);
    return { arc, reversed: false };
  }
}

function matchPath(known: Int32Array, path: Int32Array): "same" | "reversed" | null {
  const length = known.length;
  if (length !== path.length) return null;
  let same = true;
  let reversed = true;
  for (let i = 0; i < length && (same || reversed); i++) {
    if (known[i] !== path[i]) same = false;
    if (known[length - 1 - i] !== path[i]) reversed = false;
  }
  if (same) return "same";
  return reversed ? "reversed" : null;
}

/** A closed arc starts at its least vertex id, so that both neighbours of an island meet the same arc. */
function closedPath(ring: VertexRing): Int32Array {
  let start = 0;
  for (let i = 1; i < ring.length; i++) {
    if ((ring[i] ?? 0) < (ring[start] ?? 0)) start = i;
  }
  return pathFrom(ring, start, ring.length);
}

function pathFrom(ring: VertexRing, start: number, steps: number): Int32Array {
  const path = new Int32Array(steps + 1);
  for (let i = 0; i <= steps; i++) path[i] = ring[(start + i) % ring.length] ?? 0;
  return path;
}

function cutRing(ring: VertexRing, junction: Uint8Array, store: ArcStore): ArcUse[] {
  const cuts: number[] = [];
  for (let i = 0; i < ring.length; i++) {
    if (junction[ring[i] ?? 0] === 1) cuts.push(i);
  }
  if (cuts.length === 0) return [store.use(closedPath(ring))];
  return cuts.map((cut, index) => {
    const next = cuts[index + 1] ?? (cuts[0] ?? 0) + ring.length;
    return store.use(pathFrom(ring, cut, next - cut));
  });
}

/** Cut polygons into arcs. Rings keep their direction; their first vertex may move along the ring. */
export function buildArcTopology(polygons: readonly LatticeMultiPolygon[]): ArcTopology {
  let visits = 0;
  for (const polygon of polygons) {
    for (const part of polygon) for (const ring of part) visits += ring.length / 2;
  }
  const table = new VertexTable(visits);
  const toVertices = (ring: LatticeRing): VertexRing => {
    const ids = new Int32Array(ring.length / 2);
    for (let i = 0; i < ids.length; i++) {
      ids[i] = table.add(ring[2 * i] ?? 0, ring[2 * i + 1] ?? 0);
    }
    return ids;
  };
  const vertexPolygons = polygons.map((polygon) => polygon.map((part) => part.map(toVertices)));
  const junction = findJunctions(vertexPolygons.flat(2), table.size);
  const store = new ArcStore(table.size);
  const uses = vertexPolygons.map((polygon) =>
    polygon.map((part) => part.map((ring) => cutRing(ring, junction, store))),
  );
  const arcs = store.arcs.map((path) => {
    const xy = new Int32Array(path.length * 2);
    for (let i = 0; i < path.length; i++) {
      xy[2 * i] = table.xs[path[i] ?? 0] ?? 0;
      xy[2 * i + 1] = table.ys[path[i] ?? 0] ?? 0;
    }
    return xy;
  });
  return { arcs, polygons: uses };
}

/** The ring that a list of arc uses spells. */
export function joinArcs(uses: readonly ArcUse[], arcs: readonly Int32Array[]): LatticeRing {
  let length = 0;
  for (const use of uses) length += (arcs[use.arc]?.length ?? 2) - 2;
  const ring = new Int32Array(length);
  let at = 0;
  for (const { arc, reversed } of uses) {
    const xy = arcs[arc];
    if (xy === undefined) throw new RangeError(`No arc ${arc}`);
    for (let i = 0; i + 2 < xy.length; i += 2) {
      const from = reversed ? xy.length - 2 - i : i;
      ring[at++] = xy[from] ?? 0;
      ring[at++] = xy[from + 1] ?? 0;
    }
  }
  return ring;
}
