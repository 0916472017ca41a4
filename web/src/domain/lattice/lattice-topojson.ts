import { buildArcTopology } from "./arc-topology.ts";
import { snap, UNITS_PER_DEGREE } from "./lattice-point.ts";
import type { LatticeMultiPolygon, LatticeRing } from "./lattice-polygon.ts";

/** What this reads and writes of TopoJSON; the types of the specification fit it. */
export type Topology = {
  type: "Topology";
  transform?: { scale: [number, number]; translate: [number, number] } | undefined;
  objects: { [name: string]: TopoObject };
  arcs: number[][][];
};

type TopoGeometry = {
  id?: string | number | undefined;
  properties?: object | null | undefined;
} & (
  | { type: "Polygon"; arcs: number[][] }
  | { type: "MultiPolygon"; arcs: number[][][] }
  | { type: "Point" | "MultiPoint" | "LineString" | "MultiLineString" | null }
);

type TopoObject = TopoGeometry | { type: "GeometryCollection"; geometries: TopoObject[] };

export type TopoFeature = {
  readonly id: string | number;
  readonly polygon: LatticeMultiPolygon;
  readonly properties?: Readonly<Record<string, unknown>>;
};

const LATTICE_SCALE = 1e-7;

/** TopoJSON with scale exactly 1e-7 and an integer translate: an exact round trip. */
export function writeLatticeTopoJson(
  objects: Readonly<Record<string, readonly TopoFeature[]>>,
): Topology {
  const names = Object.keys(objects);
  const features = names.flatMap((name) => objects[name] ?? []);
  const topology = buildArcTopology(features.map(({ polygon }) => polygon));
  const originX = leastOf(topology.arcs, 0);
  const originY = leastOf(topology.arcs, 1);
  let next = 0;
  const collections = names.map((name) => {
    const geometries = (objects[name] ?? []).map((feature) => {
      const parts = topology.polygons[next++] ?? [];
      return {
        type: "MultiPolygon" as const,
        id: feature.id,
        properties: { ...feature.properties },
        arcs: parts.map((part) =>
          part.map((ring) => ring.map(({ arc, reversed }) => (reversed ? ~arc : arc))),
        ),
      };
    });
    return [name, { type: "GeometryCollection" as const, geometries }] as const;
  });
  return {
    type: "Topology",
    transform: {
      scale: [LATTICE_SCALE, LATTICE_SCALE],
      translate: [originX / UNITS_PER_DEGREE, originY / UNITS_PER_DEGREE],
    },
    objects: Object.fromEntries(collections),
    arcs: topology.arcs.map((xy) => deltas(xy, originX, originY)),
  };
}

function leastOf(arcs: readonly Int32Array[], axis: 0 | 1): number {
  let least = Infinity;
  for (const xy of arcs) {
    for (let i = axis; i < xy.length; i += 2) least = Math.min(least, xy[i] ?? least);
  }
  return least === Infinity ? 0 : least;
}

function deltas(xy: Int32Array, originX: number, originY: number): number[][] {
  const steps: number[][] = [];
  let x = originX;
  let y = originY;
  for (let i = 0; i < xy.length; i += 2) {
    const nextX = xy[i] ?? 0;
    const nextY = xy[i + 1] ?? 0;
    steps.push([nextX - x, nextY - y]);
    x = nextX;
    y = nextY;
  }
  return steps;
}

export type TopoReading = {
  readonly features: readonly TopoFeature[];
  /** False when the file's own grid is not the lattice: vertices were moved by up to half a unit. */
  readonly onLattice: boolean;
};

/** Polygons of one object; any quantisation is read, only scale 1e-7 is exact. */
export function readLatticeTopoJson(topology: Topology, objectName: string): TopoReading {
  const object = topology.objects[objectName];
  if (object === undefined) throw new RangeError(`TopoJSON has no object "${objectName}"`);
  const geometries = object.type === "GeometryCollection" ? object.geometries : [object];
  const { arcs, onLattice } = readArcs(topology);
  const features = geometries.flatMap((geometry, index): TopoFeature[] => {
    if (geometry.type !== "Polygon" && geometry.type !== "MultiPolygon") return [];
    const parts = geometry.type === "Polygon" ? [geometry.arcs] : geometry.arcs;
    const polygon = parts
      .map((part) => part.map((ring) => joinRing(ring, arcs)).filter((ring) => ring.length >= 6))
      .filter((part) => part.length > 0);
    return [{ id: geometry.id ?? index, polygon, properties: { ...geometry.properties } }];
  });
  return { features, onLattice };
}

function readArcs(topology: Topology): { arcs: Int32Array[]; onLattice: boolean } {
  const { transform } = topology;
  const onLattice =
    transform !== undefined &&
    transform.scale[0] === LATTICE_SCALE &&
    transform.scale[1] === LATTICE_SCALE;
  const originX = onLattice ? snap(transform.translate[0]) : 0;
  const originY = onLattice ? snap(transform.translate[1]) : 0;
  const arcs = topology.arcs.map((arc) => {
    const xy = new Int32Array(arc.length * 2);
    let x = 0;
    let y = 0;
    arc.forEach((position, index) => {
      const [px = Number.NaN, py = Number.NaN] = position;
      x = transform === undefined ? px : x + px;
      y = transform === undefined ? py : y + py;
      if (onLattice) {
        xy[2 * index] = originX + x;
        xy[2 * index + 1] = originY + y;
        return;
      }
      const [kx, ky] = transform?.scale ?? [1, 1];
      const [tx, ty] = transform?.translate ?? [0, 0];
      xy[2 * index] = snap(x * kx + tx);
      xy[2 * index + 1] = snap(y * ky + ty);
    });
    return xy;
  });
  return { arcs, onLattice };
}

/** Arcs meet end to start; vertices that fall together after snapping are kept once. */
function joinRing(refs: readonly number[], arcs: readonly Int32Array[]): LatticeRing {
  const out: number[] = [];
  const push = (x: number, y: number): void => {
    if (out.length >= 2 && out[out.length - 2] === x && out[out.length - 1] === y) return;
    out.push(x, y);
  };
  for (const ref of refs) {
    const xy = arcs[ref < 0 ? ~ref : ref];
    if (xy === undefined) throw new RangeError(`TopoJSON has no arc ${ref}`);
    for (let i = 0; i < xy.length; i += 2) {
      const from = ref < 0 ? xy.length - 2 - i : i;
      push(xy[from] ?? 0, xy[from + 1] ?? 0);
    }
  }
  while (out.length > 2 && out[0] === out[out.length - 2] && out[1] === out[out.length - 1]) {
    out.length -= 2;
  }
  return Int32Array.from(out);
}
