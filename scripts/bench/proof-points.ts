import {
  forEachEdge,
  type LatticeBox,
  type LatticeMultiPolygon,
} from "../../web/src/domain/lattice/lattice-polygon.ts";
import { VertexTable } from "../../web/src/domain/lattice/vertex-table.ts";
import { seededRandom } from "./seeded-random.ts";

/** Interleaved lattice x, y. */
export type Points = Int32Array;

export function uniformPoints(box: LatticeBox, count: number, seed: number): Points {
  const random = seededRandom(seed);
  const points = new Int32Array(count * 2);
  for (let i = 0; i < points.length; i += 2) {
    points[i] = box.minX + Math.floor(random() * (box.maxX - box.minX + 1));
    points[i + 1] = box.minY + Math.floor(random() * (box.maxY - box.minY + 1));
  }
  return points;
}

/** Every vertex of every polygon, once. */
export function vertexPoints(polygons: readonly LatticeMultiPolygon[]): Points {
  const table = new VertexTable(1024);
  for (const polygon of polygons) forEachEdge(polygon, (ax, ay) => table.add(ax, ay));
  const points = new Int32Array(table.size * 2);
  for (let i = 0; i < table.size; i++) {
    points[2 * i] = table.xs[i] ?? 0;
    points[2 * i + 1] = table.ys[i] ?? 0;
  }
  return points;
}

/** ax, ay, bx, by of every edge, both directions of a shared one. */
export function allEdges(polygons: readonly LatticeMultiPolygon[]): Int32Array {
  let count = 0;
  for (const polygon of polygons) forEachEdge(polygon, () => count++);
  const edges = new Int32Array(count * 4);
  let at = 0;
  for (const polygon of polygons) {
    forEachEdge(polygon, (ax, ay, bx, by) => {
      edges.set([ax, ay, bx, by], at);
      at += 4;
    });
  }
  return edges;
}

const gcd = (a: number, b: number): number => (b === 0 ? Math.abs(a) : gcd(b, a % b));

/**
 * Points along edges: half of them exactly on the edge where it has inner lattice points, the others
 * the nearest lattice point to a place on it, or a unit beside that.
 */
export function alongEdges(
  polygons: readonly LatticeMultiPolygon[],
  count: number,
  seed: number,
): Points {
  const random = seededRandom(seed);
  const edges = allEdges(polygons);
  const points = new Int32Array(count * 2);
  for (let i = 0; i < points.length; i += 2) {
    const at = 4 * Math.floor((random() * edges.length) / 4);
    const [ax = 0, ay = 0, bx = 0, by = 0] = edges.subarray(at, at + 4);
    const steps = gcd(bx - ax, by - ay);
    const isExact = random() < 0.5 && steps > 1;
    const share = isExact ? Math.floor(random() * steps) / steps : random();
    const beside = (): number => (isExact ? 0 : Math.floor(random() * 3) - 1);
    points[i] = Math.round(ax + share * (bx - ax)) + beside();
    points[i + 1] = Math.round(ay + share * (by - ay)) + beside();
  }
  return points;
}

/**
 * Points round the vertices that one polygon alone, or nobody on the other side, has: outside, up to
 * some 250 m off. Straight off a vertex where two polygons meet they are equally far from both.
 */
export function outsidePoints(
  polygons: readonly LatticeMultiPolygon[],
  count: number,
  seed: number,
): Points {
  const random = seededRandom(seed);
  const outline = outlineVertices(polygons);
  const points = new Int32Array(count * 2);
  const reach = 24_000;
  for (let i = 0; i < points.length; i += 2) {
    const at = 2 * Math.floor((random() * outline.length) / 2);
    const off = Math.floor((random() * 2 - 1) * reach);
    const straight = Math.floor(random() * 3);
    points[i] = (outline[at] ?? 0) + (straight === 0 ? 0 : off);
    points[i + 1] =
      (outline[at + 1] ?? 0) + (straight === 1 ? 0 : Math.floor((random() * 2 - 1) * reach));
  }
  return points;
}

/** Ends of the edges that have no twin. */
function outlineVertices(polygons: readonly LatticeMultiPolygon[]): Points {
  const edges = allEdges(polygons);
  const seen = new Map<string, number>();
  const keyOf = (at: number): string => {
    const [ax = 0, ay = 0, bx = 0, by = 0] = edges.subarray(at, at + 4);
    return ax < bx || (ax === bx && ay < by)
      ? `${ax} ${ay} ${bx} ${by}`
      : `${bx} ${by} ${ax} ${ay}`;
  };
  for (let at = 0; at < edges.length; at += 4) {
    const key = keyOf(at);
    seen.set(key, (seen.get(key) ?? 0) + 1);
  }
  const xy: number[] = [];
  for (let at = 0; at < edges.length; at += 4) {
    if (seen.get(keyOf(at)) === 1) xy.push(edges[at] ?? 0, edges[at + 1] ?? 0);
  }
  return Int32Array.from(xy);
}

export function joinPoints(...lists: readonly Points[]): Points {
  const joined = new Int32Array(lists.reduce((sum, list) => sum + list.length, 0));
  let at = 0;
  for (const list of lists) {
    joined.set(list, at);
    at += list.length;
  }
  return joined;
}

/** Box of all polygons, widened by a share of its size. */
export function boxAround(polygons: readonly LatticeMultiPolygon[], widen: number): LatticeBox {
  const box = { minX: Infinity, minY: Infinity, maxX: -Infinity, maxY: -Infinity };
  for (const polygon of polygons) {
    forEachEdge(polygon, (x, y) => {
      box.minX = Math.min(box.minX, x);
      box.maxX = Math.max(box.maxX, x);
      box.minY = Math.min(box.minY, y);
      box.maxY = Math.max(box.maxY, y);
    });
  }
  const dx = Math.floor((box.maxX - box.minX) * widen);
  const dy = Math.floor((box.maxY - box.minY) * widen);
  return { minX: box.minX - dx, minY: box.minY - dy, maxX: box.maxX + dx, maxY: box.maxY + dy };
}

/** Interleaved degrees, as reports bring them. */
export function uniformLngLats(box: LatticeBox, count: number, seed: number): Float64Array {
  const random = seededRandom(seed);
  const lngLats = new Float64Array(count * 2);
  for (let i = 0; i < lngLats.length; i += 2) {
    lngLats[i] = (box.minX + random() * (box.maxX - box.minX)) / 1e7;
    lngLats[i + 1] = (box.minY + random() * (box.maxY - box.minY)) / 1e7;
  }
  return lngLats;
}

/** Four in five within about 15 m of an edge, the others anywhere. */
export function edgeLngLats(
  polygons: readonly LatticeMultiPolygon[],
  box: LatticeBox,
  count: number,
  seed: number,
): Float64Array {
  const random = seededRandom(seed);
  const edges = allEdges(polygons);
  const lngLats = uniformLngLats(box, count, seed + 1);
  const reach = 15 / 0.0111;
  for (let i = 0; i < lngLats.length; i += 2) {
    if (random() >= 0.8) continue;
    const at = 4 * Math.floor((random() * edges.length) / 4);
    const [ax = 0, ay = 0, bx = 0, by = 0] = edges.subarray(at, at + 4);
    const share = random();
    lngLats[i] = (ax + share * (bx - ax) + (random() * 2 - 1) * reach) / 1e7;
    lngLats[i + 1] = (ay + share * (by - ay) + (random() * 2 - 1) * reach) / 1e7;
  }
  return lngLats;
}
