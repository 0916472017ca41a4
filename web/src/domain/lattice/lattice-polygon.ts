import type { MultiPolygon, Polygon, Position } from "geojson";
import { snap, toDegrees } from "./lattice-point.ts";

/** Vertices as x0, y0, x1, y1 …; the last joins the first and is not repeated. */
export type LatticeRing = Int32Array;

/** Parts, each a shell followed by its holes. */
export type LatticeMultiPolygon = readonly (readonly LatticeRing[])[];

/** Doubled signed area, exact; positive when counter-clockwise. */
export function ringArea2(ring: LatticeRing): bigint {
  let sum = 0n;
  const x0 = ring[0] ?? 0;
  const y0 = ring[1] ?? 0;
  const length = ring.length;
  for (let i = 2; i + 3 < length; i += 2) {
    const ax = (ring[i] ?? 0) - x0;
    const ay = (ring[i + 1] ?? 0) - y0;
    const bx = (ring[i + 2] ?? 0) - x0;
    const by = (ring[i + 3] ?? 0) - y0;
    const product = ax * by - ay * bx;
    sum +=
      Math.abs(ax * by) < 2 ** 52 && Math.abs(ay * bx) < 2 ** 52
        ? BigInt(product)
        : BigInt(ax) * BigInt(by) - BigInt(ay) * BigInt(bx);
  }
  return sum;
}

/** Doubled area of all parts less their holes, exact. */
export function polygonArea2(polygon: LatticeMultiPolygon): bigint {
  let sum = 0n;
  for (const part of polygon) {
    part.forEach((ring, index) => {
      const area2 = ringArea2(ring);
      const size = area2 < 0n ? -area2 : area2;
      sum += index === 0 ? size : -size;
    });
  }
  return sum;
}

export function reverseRing(ring: LatticeRing): LatticeRing {
  const turned = new Int32Array(ring.length);
  for (let i = 0; i < ring.length; i += 2) {
    turned[i] = ring[ring.length - 2 - i] ?? 0;
    turned[i + 1] = ring[ring.length - 1 - i] ?? 0;
  }
  return turned;
}

/** Shells counter-clockwise, holes clockwise: the polygon lies on the left of every edge. */
export function orientPolygon(polygon: LatticeMultiPolygon): LatticeMultiPolygon {
  return polygon.map((part) =>
    part.map((ring, index) => (ringArea2(ring) > 0n === (index === 0) ? ring : reverseRing(ring))),
  );
}

/** Snap one GeoJSON ring; vertices that fall together after snapping are kept once. */
export function snapRing(positions: readonly Position[]): LatticeRing {
  const xy: number[] = [];
  for (const position of positions) {
    const x = snap(position[0] ?? Number.NaN);
    const y = snap(position[1] ?? Number.NaN);
    if (xy.length >= 2 && xy[xy.length - 2] === x && xy[xy.length - 1] === y) continue;
    xy.push(x, y);
  }
  while (xy.length > 2 && xy[0] === xy[xy.length - 2] && xy[1] === xy[xy.length - 1]) {
    xy.length -= 2;
  }
  return Int32Array.from(xy);
}

/** GeoJSON in degrees to the lattice; rings that collapse (fewer than three vertices) are left out. */
export function toLatticePolygon(geometry: Polygon | MultiPolygon): LatticeMultiPolygon {
  const parts = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  const snapped: LatticeRing[][] = [];
  for (const part of parts) {
    const [shell, ...holes] = part.map(snapRing);
    if (shell === undefined || shell.length < 6) continue;
    snapped.push([shell, ...holes.filter((hole) => hole.length >= 6)]);
  }
  return snapped;
}

function closeRing(ring: LatticeRing, convert: (units: number) => number): Position[] {
  const positions: Position[] = [];
  for (let i = 0; i <= ring.length; i += 2) {
    const at = i === ring.length ? 0 : i;
    positions.push([convert(ring[at] ?? 0), convert(ring[at + 1] ?? 0)]);
  }
  return positions;
}

/** GeoJSON in degrees (EPSG:4326); snapping it again gives the same lattice polygon. */
export function toGeoJson(polygon: LatticeMultiPolygon): MultiPolygon {
  return {
    type: "MultiPolygon",
    coordinates: polygon.map((part) => part.map((ring) => closeRing(ring, toDegrees))),
  };
}

/** GeoJSON whose numbers are lattice integers, for exact predicates and for `geom_e7`. */
export function toLatticeGeoJson(polygon: LatticeMultiPolygon): MultiPolygon {
  return {
    type: "MultiPolygon",
    coordinates: polygon.map((part) => part.map((ring) => closeRing(ring, (units) => units))),
  };
}

/** Well-known text in lattice integers, as `geom_e7` stores it (SRID 0). */
export function toLatticeWkt(polygon: LatticeMultiPolygon): string {
  const parts = polygon.map((part) => {
    const rings = part.map(
      (ring) =>
        `(${closeRing(ring, (units) => units)
          .map((p) => `${p[0]} ${p[1]}`)
          .join(",")})`,
    );
    return `(${rings.join(",")})`;
  });
  return parts.length === 0 ? "MULTIPOLYGON EMPTY" : `MULTIPOLYGON(${parts.join(",")})`;
}

export type LatticeBox = { minX: number; minY: number; maxX: number; maxY: number };

/** Box of all vertices; null when there are none. */
export function polygonBox(polygon: LatticeMultiPolygon): LatticeBox | null {
  const box = { minX: Infinity, minY: Infinity, maxX: -Infinity, maxY: -Infinity };
  for (const part of polygon) {
    for (const ring of part) {
      for (let i = 0; i < ring.length; i += 2) {
        const x = ring[i] ?? 0;
        const y = ring[i + 1] ?? 0;
        if (x < box.minX) box.minX = x;
        if (x > box.maxX) box.maxX = x;
        if (y < box.minY) box.minY = y;
        if (y > box.maxY) box.maxY = y;
      }
    }
  }
  return box.minX === Infinity ? null : box;
}

/** Visit every directed edge, the closing ones included. */
export function forEachEdge(
  polygon: LatticeMultiPolygon,
  visit: (ax: number, ay: number, bx: number, by: number) => void,
): void {
  for (const part of polygon) {
    for (const ring of part) {
      let ax = ring[ring.length - 2] ?? 0;
      let ay = ring[ring.length - 1] ?? 0;
      for (let i = 0; i < ring.length; i += 2) {
        const bx = ring[i] ?? 0;
        const by = ring[i + 1] ?? 0;
        visit(ax, ay, bx, by);
        ax = bx;
        ay = by;
      }
    }
  }
}
