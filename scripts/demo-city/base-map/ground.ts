/** What covers each unit: forest, park, lake or town. The base map and the cases both go by it. */
import { components } from "../mesh/adjacency.ts";
import type { LatticeMesh } from "../mesh/lattice-mesh.ts";
import { distanceToPolyline } from "../mesh/plan-space.ts";
import { hilliness, urbanity } from "../mesh/site.ts";
import { type Random, randomFor } from "../random.ts";

export type Cover = "town" | "village" | "park" | "forest" | "lake";

export interface Ground {
  readonly cover: readonly Cover[];
  readonly urbanity: readonly number[];
  /** Cells of each park, in the order of their names. */
  readonly parks: readonly (readonly number[])[];
  readonly forests: readonly (readonly number[])[];
}

const CITY_PARKS = 38;

function growPark(
  start: number,
  size: number,
  mesh: LatticeMesh,
  cover: readonly Cover[],
): number[] {
  const street = mesh.cells[start]?.street;
  const park = [start];
  for (let i = 0; i < park.length && park.length < size; i += 1) {
    for (const other of mesh.next[park[i] ?? -1] ?? []) {
      const isFree = cover[other] === "town" || cover[other] === "village";
      if (
        park.length < size &&
        isFree &&
        mesh.cells[other]?.street === street &&
        !park.includes(other)
      )
        park.push(other);
    }
  }
  return park;
}

function cityParks(
  mesh: LatticeMesh,
  cover: Cover[],
  urban: readonly number[],
  random: Random,
): number[][] {
  const parks: number[][] = [];
  for (let tries = 0; parks.length < CITY_PARKS && tries < 5000; tries += 1) {
    const start = random.index(mesh.cells.length);
    if (cover[start] !== "town" || !random.chance(0.15 + (urban[start] ?? 0))) continue;
    const park = growPark(start, 2 + random.index(7), mesh, cover);
    for (const cell of park) cover[cell] = "park";
    parks.push(park);
  }
  return parks;
}

/** Wetland round the lake and some green on the river. */
function waterside(mesh: LatticeMesh, cover: Cover[], random: Random): void {
  const { site } = mesh.plan;
  mesh.cells.forEach((cell, index) => {
    if (cover[index] === "lake") return;
    const byLake = (mesh.next[index] ?? []).some((other) => mesh.cells[other]?.isLake);
    const spacing = mesh.plan.streets[cell.street]?.spacing ?? 150;
    const byRiver = distanceToPolyline(cell.seed, site.river) < spacing * 0.6;
    if ((byLake && random.chance(0.75)) || (byRiver && random.chance(0.3))) cover[index] = "park";
  });
}

export function coverGround(mesh: LatticeMesh, seed: number): Ground {
  const { site } = mesh.plan;
  const random = randomFor(seed, "ground");
  const urban = mesh.cells.map((cell) => urbanity(site, cell.seed));
  const cover = mesh.cells.map((cell, index): Cover => {
    if (cell.isLake) return "lake";
    if (hilliness(site, cell.seed) > 0.46) return "forest";
    return (urban[index] ?? 0) > 0.13 ? "town" : "village";
  });
  waterside(mesh, cover, random);
  const riverside = mesh.cells.map((_, i) => i).filter((i) => cover[i] === "park");
  const parks = [...components(riverside, mesh.next), ...cityParks(mesh, cover, urban, random)];
  const forest = mesh.cells.map((_, i) => i).filter((i) => cover[i] === "forest");
  return { cover, urbanity: urban, parks, forests: components(forest, mesh.next) };
}
