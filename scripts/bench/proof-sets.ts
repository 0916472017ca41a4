import { createRequire } from "node:module";
import type { Topology } from "topojson-specification";
import { type AssignableGrid, rankByCode } from "../../web/src/domain/assignment/grid-set.ts";
import type { LatticeMultiPolygon } from "../../web/src/domain/lattice/lattice-polygon.ts";
import { readLatticeTopoJson } from "../../web/src/domain/lattice/lattice-topojson.ts";
import { scaleOfLatitude } from "../../web/src/domain/lattice/scaled-distance.ts";
import { findSelfContact } from "../../web/src/domain/lattice/self-contact.ts";
import { readDemoCity } from "../demo-city/city-files.ts";
import { MESH_BOX, makeNoisyMesh } from "./noisy-mesh.ts";

const require = createRequire(import.meta.url);

/** Polygons to prove the rule on; `grids` in code order, so a rank is a place in it. */
export type ProofSet = {
  readonly name: string;
  readonly grids: readonly AssignableGrid[];
  readonly kx: number;
};

function toProofSet(
  name: string,
  kx: number,
  grids: readonly { code: string; polygon: LatticeMultiPolygon }[],
): ProofSet {
  const ranked = rankByCode(grids);
  return { name, kx, grids: ranked.map((grid, rank) => ({ ...grid, gridId: rank + 1 })) };
}

/**
 * All counties of the United States, or those of one state by its two-digit code. Quantisation has
 * left a few that cross themselves; an import repairs such polygons, here they are left out.
 */
export function usCounties(state?: string): ProofSet {
  const topology = require("us-atlas/counties-10m.json") as Topology;
  const { features } = readLatticeTopoJson(topology, "counties");
  const counties = features
    .map(({ id, polygon }) => ({ code: String(id).padStart(5, "0"), polygon }))
    .filter(({ code }) => state === undefined || code.startsWith(state))
    .filter(({ polygon }) => polygon.length > 0 && findSelfContact(polygon) === null);
  return toProofSet(`us-atlas counties ${state ?? ""}`.trim(), scaleOfLatitude(39), counties);
}

export function demoGrids(level: 4 | 5): ProofSet {
  const { grids } = readDemoCity();
  const name = level === 4 ? "demo communities" : "demo units";
  return toProofSet(
    name,
    scaleOfLatitude(16),
    grids.filter((grid) => grid.level === level),
  );
}

/** A mesh as it is, with codes in no order of space. */
export function meshSet(mesh: readonly LatticeMultiPolygon[]): ProofSet {
  return toProofSet(`mesh of ${mesh.length}`, scaleOfLatitude(31), mesh.map(toCoded));
}

/** A clean mesh with holes and exclaves. */
export function cleanMesh(cells: number): ProofSet {
  const mesh = makeNoisyMesh({ cells, seed: 11, box: MESH_BOX, stepsPerEdge: 8, islandEvery: 40 });
  return meshSet(mesh);
}

/** The same with every seventh cell grown over its neighbours and every eleventh gone. */
export function uncleanMesh(cells: number): ProofSet {
  const mesh = makeNoisyMesh({ cells, seed: 12, box: MESH_BOX, stepsPerEdge: 4, islandEvery: 40 });
  const polygons = mesh.map((polygon, i) => (i % 7 === 0 ? grow(polygon, 1.25) : polygon));
  const kept = polygons.map(toCoded).filter((_, i) => i % 11 !== 0);
  return toProofSet(`unclean mesh of ${cells}`, scaleOfLatitude(31), kept);
}

const toCoded = (polygon: LatticeMultiPolygon, i: number) => ({
  code: String((i * 7919) % 1_000_003).padStart(7, "0"),
  polygon,
});

/** The first shell alone, blown up about its first vertex: simple as it was, and over its neighbours. */
function grow(polygon: LatticeMultiPolygon, factor: number): LatticeMultiPolygon {
  const shell = polygon[0]?.[0] ?? new Int32Array(0);
  const [x0 = 0, y0 = 0] = shell;
  const grown = shell.map((value, i) => {
    const origin = i % 2 === 0 ? x0 : y0;
    return origin + Math.round((value - origin) * factor);
  });
  return [[grown]];
}
