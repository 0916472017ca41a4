/** Communities: each street's blocks split by straight cuts between rows, so that borders are streets. */
import { randomFor } from "../random.ts";
import { components } from "./adjacency.ts";
import type { Point } from "./plan-space.ts";
import type { StreetPlan } from "./streets.ts";
import type { MeshCell } from "./voronoi-mesh.ts";

const UNITS_PER_COMMUNITY = 18.6;
const ENTERPRISE_COUNT = 14;

/** Level-4 grids: which cells, of which street, community or enterprise. */
export interface BaseGrid {
  readonly street: number;
  readonly kind: "community" | "enterprise";
  readonly cells: readonly number[];
  readonly isLake: boolean;
}

interface Turned extends Point {
  readonly cell: number;
}

/** The widest gap near the wanted share: a cut between rows, not through them. */
function cutIndex(sorted: readonly number[], wanted: number): number {
  const slack = Math.max(1, Math.floor(sorted.length * 0.07));
  let best = wanted;
  let bestGap = -1;
  for (
    let i = Math.max(1, wanted - slack);
    i <= Math.min(sorted.length - 1, wanted + slack);
    i += 1
  ) {
    const gap = (sorted[i] ?? 0) - (sorted[i - 1] ?? 0);
    if (gap > bestGap) {
      bestGap = gap;
      best = i;
    }
  }
  return best;
}

function split(cells: readonly Turned[], parts: number, out: number[][]): void {
  if (parts <= 1) {
    out.push(cells.map((c) => c.cell));
    return;
  }
  const extent = (of: (c: Turned) => number): number =>
    Math.max(...cells.map(of)) - Math.min(...cells.map(of));
  const alongX = extent((c) => c.x) >= extent((c) => c.y);
  const value = (c: Turned): number => (alongX ? c.x : c.y);
  const sorted = [...cells].sort((a, b) => value(a) - value(b) || a.cell - b.cell);
  const firstParts = Math.floor(parts / 2);
  const cut = cutIndex(sorted.map(value), Math.round((sorted.length * firstParts) / parts));
  split(sorted.slice(0, cut), firstParts, out);
  split(sorted.slice(cut), parts - firstParts, out);
}

/** Loose bits join the neighbour they share most edges with. */
function mend(groups: number[][], next: readonly number[][]): number[][] {
  const owner = new Map<number, number>();
  groups.forEach((group, index) => {
    for (const cell of group) owner.set(cell, index);
  });
  for (let round = 0; round < 4; round += 1) {
    groups.forEach((_, index) => {
      const mine = [...owner].filter(([, o]) => o === index).map(([cell]) => cell);
      for (const loose of components(mine, next).slice(1)) adopt(loose, index, owner, next);
    });
  }
  return groups
    .map((_, index) => [...owner].filter(([, o]) => o === index).map(([cell]) => cell))
    .filter((group) => group.length > 0);
}

function adopt(
  loose: readonly number[],
  from: number,
  owner: Map<number, number>,
  next: readonly number[][],
): void {
  const votes = new Map<number, number>();
  for (const cell of loose) {
    for (const other of next[cell] ?? []) {
      const o = owner.get(other);
      if (o !== undefined && o !== from) votes.set(o, (votes.get(o) ?? 0) + 1);
    }
  }
  const best = [...votes].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0];
  if (best) for (const cell of loose) owner.set(cell, best[0]);
}

function communitiesOf(
  street: StreetPlan,
  members: readonly number[],
  cells: readonly MeshCell[],
  next: readonly number[][],
): BaseGrid[] {
  const grids: BaseGrid[] = [];
  const [main = [], ...apart] = components(
    members.filter((i) => !cells[i]?.isLake),
    next,
  );
  const lake = members.filter((i) => cells[i]?.isLake);
  const cos = Math.cos(street.bearing);
  const sin = Math.sin(street.bearing);
  const turned = main.map((cell): Turned => {
    const p = cells[cell]?.seed ?? { x: 0, y: 0 };
    return { cell, x: p.x * cos + p.y * sin, y: p.y * cos - p.x * sin };
  });
  const groups: number[][] = [];
  split(turned, Math.max(6, Math.round(main.length / UNITS_PER_COMMUNITY)), groups);
  for (const group of mend(groups, next)) {
    grids.push({ street: street.index, kind: "community", cells: group, isLake: false });
  }
  for (const group of apart)
    grids.push({ street: street.index, kind: "community", cells: group, isLake: false });
  if (lake.length > 0)
    grids.push({ street: street.index, kind: "enterprise", cells: lake, isLake: true });
  return grids;
}

/** A few blocks of a large works, port or university, cut out of its community (R65). */
function carve(
  grid: BaseGrid,
  size: number,
  start: number,
  next: readonly number[][],
): [BaseGrid, BaseGrid] | undefined {
  const inside = new Set(grid.cells);
  const taken = [start];
  while (taken.length < size) {
    const rim = new Map<number, number>();
    for (const cell of taken) {
      for (const other of next[cell] ?? []) {
        if (inside.has(other) && !taken.includes(other)) rim.set(other, (rim.get(other) ?? 0) + 1);
      }
    }
    const best = [...rim].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0];
    if (!best) return undefined;
    taken.push(best[0]);
  }
  const rest = grid.cells.filter((cell) => !taken.includes(cell));
  if (components(rest, next).length !== 1) return undefined;
  return [
    { ...grid, cells: rest },
    { ...grid, kind: "enterprise", cells: taken },
  ];
}

export function drawBaseGrids(
  streets: readonly StreetPlan[],
  cells: readonly MeshCell[],
  next: readonly number[][],
  seed: number,
): BaseGrid[] {
  const members = streets.map((): number[] => []);
  cells.forEach((cell, index) => {
    members[cell.street]?.push(index);
  });
  const grids = streets.flatMap((street) =>
    communitiesOf(street, members[street.index] ?? [], cells, next),
  );
  const random = randomFor(seed, "enterprises");
  for (let made = 0, tries = 0; made < ENTERPRISE_COUNT && tries < 4000; tries += 1) {
    const index = random.index(grids.length);
    const grid = grids[index];
    if (grid?.kind !== "community" || grid.cells.length < 17) continue;
    const spacing = streets[grid.street]?.spacing ?? 0;
    if (spacing < 125 || grids.some((g) => g.kind === "enterprise" && g.street === grid.street))
      continue;
    const carved = carve(grid, 4 + random.index(3), random.pick(grid.cells), next);
    if (!carved) continue;
    grids.splice(index, 1, ...carved);
    made += 1;
  }
  return grids;
}
