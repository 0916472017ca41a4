import {
  type Assignment,
  assignPoint,
  DEFAULT_ACCURACY_METERS,
  MAX_NEAREST_METERS,
} from "../../web/src/domain/assignment/assign-point.ts";
import { agreeingUnitGrid } from "../../web/src/domain/assignment/grid-chain.ts";
import type { AssignmentGrids } from "./assignment-grids.ts";

export type Located = { x: number; y: number; accuracyMetres: number | null };

/** Columns of a case that say where it belongs. */
export type Found = {
  assign_method: Assignment["method"];
  border_distance_m: number | null;
  community: number | null;
  unit_grid: number | null;
  candidates: [number, number][] | null;
};

/** The rule of architecture section 2; the unit grid only where the tree agrees. */
export function assignCase(grids: AssignmentGrids, each: Located, kx: number): Found {
  const point = { x: each.x, y: each.y, accuracyMeters: each.accuracyMetres };
  const assignment = assignPoint(grids.communities, point, kx);
  const nowhere = { border_distance_m: null, community: null, unit_grid: null, candidates: null };
  if (assignment.method === "unassigned") return { assign_method: "unassigned", ...nowhere };
  const { gridId, candidates } = assignment;
  const unitRank = grids.units?.ownersOf(each.x, each.y)[0];
  const unit = unitRank === undefined ? null : (grids.units?.grids[unitRank]?.gridId ?? null);
  return {
    assign_method: assignment.method,
    border_distance_m: assignment.borderDistanceMeters,
    community: gridId,
    unit_grid: agreeingUnitGrid(unit, gridId, grids.nodes),
    candidates:
      candidates.length === 0
        ? null
        : candidates.map((candidate) => [candidate.gridId, candidate.distanceMeters]),
  };
}

/** How far the nearest grid may lie. */
export function nearestLimitMetres(each: Located): number {
  const accuracy = Math.max(each.accuracyMetres ?? 0, DEFAULT_ACCURACY_METERS);
  return Math.round(Math.min(accuracy, MAX_NEAREST_METERS));
}
