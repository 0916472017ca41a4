import {
  borderDistance,
  compareFractions,
  compareToLimit,
  type Fraction,
  fractionMeters,
  KY,
  scaledLimit,
} from "../lattice/scaled-distance.ts";
import type { ReferenceIndex } from "./reference-index.ts";

/** Accuracy taken when none is known, and the least radius of the nearest search. */
export const DEFAULT_ACCURACY_METERS = 30;
export const MAX_NEAREST_METERS = 200;
/** A worse accuracy names no more neighbours than this. */
export const MAX_CANDIDATE_METERS = 2000;
export const MAX_CANDIDATES = 8;

export type Candidate = {
  readonly gridId: number;
  readonly code: string;
  readonly distanceMeters: number;
};

export type Assignment =
  | {
      readonly method: "inside" | "nearest";
      readonly gridId: number;
      readonly borderDistanceMeters: number;
      readonly candidates: readonly Candidate[];
    }
  | { readonly method: "unassigned"; readonly candidates: readonly [] };

export type PointToAssign = {
  readonly x: number;
  readonly y: number;
  /** Null when unknown. */
  readonly accuracyMeters: number | null;
};

type Near = { readonly rank: number; readonly distance: Fraction };

const ZERO: Fraction = { num: 0n, den: 1n };

/** Exact distances of the grids within a limit, nearest first, ties in code order. */
function gridsNear(
  index: ReferenceIndex,
  point: PointToAssign,
  kx: number,
  limit: bigint,
  keep: (comparison: number) => boolean,
): Near[] {
  const { x, y } = point;
  const reachX = Math.ceil(Number(limit) / kx);
  const reachY = Math.ceil(Number(limit) / KY);
  const covering = new Set(index.ownersOf(x, y));
  return index
    .ranksInBox(x - reachX, y - reachY, x + reachX, y + reachY)
    .flatMap((rank): Near[] => {
      const polygon = index.grids[rank]?.polygon ?? [];
      const distance = covering.has(rank) ? ZERO : borderDistance(polygon, [x, y], kx);
      return distance !== null && keep(compareToLimit(distance, limit)) ? [{ rank, distance }] : [];
    })
    .sort((a, b) => compareFractions(a.distance, b.distance) || a.rank - b.rank);
}

/**
 * The rule of architecture section 2: lowest code among the grids that cover the point; else the
 * nearest within min(max(accuracy, 30), 200) metres, ties to the lowest code; else unassigned. When
 * the border is nearer than the accuracy, the neighbours within it are kept as candidates.
 * `kx` is the city's integer scale. The same as `private.assign_point`.
 */
export function assignPoint(index: ReferenceIndex, point: PointToAssign, kx: number): Assignment {
  const accuracyMeters = Math.max(point.accuracyMeters ?? DEFAULT_ACCURACY_METERS, 0);
  const inside = index.ownersOf(point.x, point.y)[0];
  const nearest = inside === undefined ? findNearest(index, point, kx, accuracyMeters) : undefined;
  const rank = inside ?? nearest?.rank;
  const grid = rank === undefined ? undefined : index.grids[rank];
  if (rank === undefined || grid === undefined) return { method: "unassigned", candidates: [] };
  const border = nearest?.distance ?? borderDistance(grid.polygon, [point.x, point.y], kx) ?? ZERO;
  const isBorderNearer = compareToLimit(border, scaledLimit(accuracyMeters)) < 0;
  return {
    method: inside === undefined ? "nearest" : "inside",
    gridId: grid.gridId,
    borderDistanceMeters: fractionMeters(border),
    candidates: isBorderNearer ? findCandidates(index, point, kx, accuracyMeters, rank) : [],
  };
}

function findNearest(
  index: ReferenceIndex,
  point: PointToAssign,
  kx: number,
  accuracyMeters: number,
): Near | undefined {
  const radiusMeters = Math.min(
    Math.max(accuracyMeters, DEFAULT_ACCURACY_METERS),
    MAX_NEAREST_METERS,
  );
  return gridsNear(index, point, kx, scaledLimit(radiusMeters), (c) => c <= 0)[0];
}

function findCandidates(
  index: ReferenceIndex,
  point: PointToAssign,
  kx: number,
  accuracyMeters: number,
  assignedRank: number,
): Candidate[] {
  const limit = scaledLimit(Math.min(accuracyMeters, MAX_CANDIDATE_METERS));
  return gridsNear(index, point, kx, limit, (c) => c < 0)
    .filter(({ rank }) => rank !== assignedRank)
    .slice(0, MAX_CANDIDATES)
    .flatMap(({ rank, distance }) => {
      const grid = index.grids[rank];
      if (grid === undefined) return [];
      return [{ gridId: grid.gridId, code: grid.code, distanceMeters: fractionMeters(distance) }];
    });
}
