import {
  type LatticeMultiPolygon,
  type LatticeRing,
  orientPolygon,
} from "../lattice/lattice-polygon.ts";
import { assertEdgeSpans } from "../lattice/lattice-validity.ts";
import { type CoverFrame, MAX_OWNERS } from "./cover-layout.ts";

/** Edges a chunk: rings longer than this are skipped in pieces. */
export const CHUNK_EDGES = 64;

export type SourceRing = {
  /** Polygon on the left; x0, y0, x1, y1 …, not closed. */
  readonly xy: LatticeRing;
  /** minX, minY, maxX, maxY of each chunk of edges. */
  readonly chunkBoxes: Int32Array;
};

/** The polygons an index was built from, in code order; what a patch rebuilds tiles from. */
export type CoverSource = {
  readonly polygons: SourceRing[][];
  /** minX, minY, maxX, maxY a polygon; an empty polygon has a box that meets nothing. */
  readonly boxes: Int32Array;
  readonly edgeCounts: Int32Array;
};

// Indexes below are in range by construction; `as number` only tells the compiler so.

const INT_MAX = 2_147_483_647;

function chunkBoxesOf(xy: LatticeRing): Int32Array {
  const vertices = xy.length / 2;
  const chunks = Math.ceil(vertices / CHUNK_EDGES);
  const boxes = new Int32Array(chunks * 4);
  for (let chunk = 0; chunk < chunks; chunk++) {
    let [minX, minY, maxX, maxY] = [INT_MAX, INT_MAX, -INT_MAX, -INT_MAX];
    const last = Math.min(vertices, (chunk + 1) * CHUNK_EDGES);
    for (let i = chunk * CHUNK_EDGES; i <= last; i++) {
      const at = i === vertices ? 0 : 2 * i;
      const x = xy[at] ?? 0;
      const y = xy[at + 1] ?? 0;
      if (x < minX) minX = x;
      if (x > maxX) maxX = x;
      if (y < minY) minY = y;
      if (y > maxY) maxY = y;
    }
    boxes.set([minX, minY, maxX, maxY], chunk * 4);
  }
  return boxes;
}

/** Put a polygon at its rank, oriented; its rings must be valid, which its publisher proved. */
export function setSourcePolygon(
  source: CoverSource,
  rank: number,
  polygon: LatticeMultiPolygon,
): void {
  assertEdgeSpans(polygon);
  const rings = orientPolygon(polygon)
    .flat()
    .filter((xy) => xy.length >= 6)
    .map((xy) => ({ xy, chunkBoxes: chunkBoxesOf(xy) }));
  source.polygons[rank] = rings;
  let edges = 0;
  const box = [INT_MAX, INT_MAX, -INT_MAX, -INT_MAX];
  for (const { xy, chunkBoxes } of rings) {
    edges += xy.length / 2;
    for (let i = 0; i < chunkBoxes.length; i++) {
      const pick = i % 4 < 2 ? Math.min : Math.max;
      box[i % 4] = pick(box[i % 4] ?? 0, chunkBoxes[i] ?? 0);
    }
  }
  source.boxes.set(box, rank * 4);
  source.edgeCounts[rank] = edges;
}

export function makeCoverSource(polygons: readonly LatticeMultiPolygon[]): CoverSource {
  if (polygons.length > MAX_OWNERS) throw new RangeError(`More than ${MAX_OWNERS} polygons`);
  const source: CoverSource = {
    polygons: new Array(polygons.length),
    boxes: new Int32Array(polygons.length * 4),
    edgeCounts: new Int32Array(polygons.length),
  };
  polygons.forEach((polygon, rank) => {
    setSourcePolygon(source, rank, polygon);
  });
  return source;
}

/** Shared edges a tile is meant to hold: about what stays in the first-level cache while a batch visits it. */
const EDGES_PER_TILE = 500;
const MIN_TILE_SHIFT = 6;
const MAX_TILE_SHIFT = 27;

/** Tiles are powers of two on multiples of their size, so an edit of a zone rarely changes the frame. */
export function chooseFrame(source: CoverSource): CoverFrame {
  const { boxes, edgeCounts } = source;
  let [minX, minY, maxX, maxY] = [INT_MAX, INT_MAX, -INT_MAX, -INT_MAX];
  let edges = 0;
  for (let rank = 0; rank < edgeCounts.length; rank++) {
    edges += edgeCounts[rank] as number;
    minX = Math.min(minX, boxes[4 * rank] as number);
    minY = Math.min(minY, boxes[4 * rank + 1] as number);
    maxX = Math.max(maxX, boxes[4 * rank + 2] as number);
    maxY = Math.max(maxY, boxes[4 * rank + 3] as number);
  }
  if (edges === 0) return { x0: 0, y0: 0, tileShift: MIN_TILE_SHIFT, width: 0, height: 0 };
  const tiles = Math.max(1, edges / 2 / EDGES_PER_TILE);
  const side = Math.sqrt(((maxX - minX + 1) * (maxY - minY + 1)) / tiles);
  const longest = Math.max(maxX - minX, maxY - minY) / 4096;
  const wanted = Math.round(Math.log2(Math.max(side, longest)));
  const tileShift = Math.min(MAX_TILE_SHIFT, Math.max(MIN_TILE_SHIFT, wanted));
  const size = 2 ** tileShift;
  const x0 = Math.floor(minX / size) * size;
  const y0 = Math.floor(minY / size) * size;
  return {
    x0,
    y0,
    tileShift,
    width: Math.floor((maxX - x0) / size) + 1,
    height: Math.floor((maxY - y0) / size) + 1,
  };
}
