import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import {
  assignPreviewSchema,
  baseLayersSchema,
  caseCountsSchema,
  gridCardSchema,
  gridCoverageSchema,
  gridsTreeSchema,
} from "../domain/schemas/grid.ts";
import { cachedByDigest } from "./geometry-cache.ts";
import { fetchBaseDigest, fetchCoverageDigest } from "./geometry-digests.ts";
import { callRpc } from "./rpc.ts";

const GEOMETRY_STALE_MS = 30 * 60_000;

/** The tree of grids, levels 1–4 unless told otherwise; small enough to hold whole. */
export function gridsTreeQuery(levels: readonly number[] = [1, 2, 3, 4]) {
  return queryOptions({
    queryKey: ["grids", "tree", levels],
    queryFn: ({ signal }) =>
      callRpc({ name: "grids_tree", schema: gridsTreeSchema, args: { p_levels: levels }, signal }),
    staleTime: GEOMETRY_STALE_MS,
  });
}

/** The borders of a level, kept in the browser until their digest changes. `scope`: the city's code. */
export function gridCoverageQuery(input: { level: number; scope: string }) {
  return queryOptions({
    queryKey: ["grids", "coverage", input],
    queryFn: ({ signal }) =>
      cachedByDigest({
        key: `coverage:${input.scope}:${input.level}`,
        fetchDigest: () => fetchCoverageDigest(input.level),
        fetchFresh: () =>
          callRpc({
            name: "grid_coverage",
            schema: gridCoverageSchema,
            args: { p_level: input.level },
            signal,
          }),
      }),
    staleTime: GEOMETRY_STALE_MS,
  });
}

/** Land, water, parks, roads and places, kept in the browser likewise. */
export function baseLayersQuery(scope: string) {
  return queryOptions({
    queryKey: ["grids", "base", scope],
    queryFn: ({ signal }) =>
      cachedByDigest({
        key: `base:${scope}`,
        fetchDigest: fetchBaseDigest,
        fetchFresh: () => callRpc({ name: "base_layers", schema: baseLayersSchema, signal }),
      }),
    staleTime: GEOMETRY_STALE_MS,
  });
}

export function gridCardQuery(gridId: number) {
  return queryOptions({
    queryKey: ["grids", "card", gridId],
    queryFn: ({ signal }) =>
      callRpc({ name: "grid_card", schema: gridCardSchema, args: { p_grid_id: gridId }, signal }),
  });
}

/** Counts of a grid and its children; the one before stays on screen while the next loads. */
export function caseCountsQuery(gridId: number) {
  return queryOptions({
    queryKey: ["cases", "counts", gridId],
    queryFn: ({ signal }) =>
      callRpc({
        name: "case_counts",
        schema: caseCountsSchema,
        args: { p_grid_id: gridId },
        signal,
      }),
    placeholderData: keepPreviousData,
  });
}

/** Which grid would answer for a point (lattice integers), before anything is filed. */
export function assignPreviewQuery(point: { x: number; y: number; accuracyM: number | null }) {
  return queryOptions({
    queryKey: ["grids", "assign-preview", point],
    queryFn: ({ signal }) =>
      callRpc({
        name: "assign_preview",
        schema: assignPreviewSchema,
        args: { p_x: point.x, p_y: point.y, p_accuracy_m: point.accuracyM },
        signal,
      }),
  });
}
