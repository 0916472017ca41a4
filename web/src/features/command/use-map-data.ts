import { useQueries, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { baseLayersQuery, gridCoverageQuery, gridsTreeQuery } from "../../data/grids-queries.ts";
import { GridTree } from "../../domain/grids/grid-tree.ts";
import type { GridsTree } from "../../domain/schemas/grid.ts";

const wholeTree = [1, 2, 3, 4];
const treeWithUnits = [1, 2, 3, 4, 5];

/** What the ground of the map is made of. Unit grids come only when someone is near enough to see them. */
export function useMapData(scope: string, wantsUnits: boolean) {
  const small = useQuery(gridsTreeQuery(wholeTree));
  const large = useQuery({ ...gridsTreeQuery(treeWithUnits), enabled: wantsUnits });
  const columns = large.data ?? small.data;
  const tree = useMemo(() => (columns ? readTree(columns) : null), [columns]);
  const base = useQuery(baseLayersQuery(scope));
  const levels = wantsUnits ? [2, 3, 4, 5] : [2, 3, 4];
  const coverages = useQueries({
    queries: levels.map((level) => gridCoverageQuery({ level, scope })),
    combine: (results) => ({
      bodies: results.map((result) => result.data),
      error: results.find((result) => result.error !== null)?.error ?? null,
    }),
  });
  const bodies = useMemo(
    () => new Map(coverages.bodies.flatMap((one) => (one ? [[one.level, one.body] as const] : []))),
    [coverages.bodies],
  );
  const known = tree?.levels().filter((level) => level > 1) ?? [2, 3, 4];
  return {
    tree,
    // Units are offered until their tree has come and says that this city has none.
    levels: large.data ? known : [...new Set([...known, 5])],
    base: base.data?.layers,
    coverages: bodies,
    isPartial: coverages.error !== null || base.error !== null || small.error !== null,
  };
}

function readTree({ grids }: GridsTree): GridTree {
  return GridTree.fromColumns({ ...grids, area_m2: grids.area_m2.map((area) => area ?? 0) });
}
