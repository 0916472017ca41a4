import { useCallback, useRef, useState } from "react";
import { assignPoint } from "../../domain/assignment/assign-point.ts";
import { buildReferenceIndex } from "../../domain/assignment/reference-index.ts";
import type { GridTree } from "../../domain/grids/grid-tree.ts";
import { toLatticePolygon } from "../../domain/lattice/lattice-polygon.ts";
import type { GridFeatures } from "../../map/sources/coverage-features.ts";
import type { MapTalk } from "../../ui/case/panel-contract.ts";

const assignedLevel = 4;

/** The reference rule over the polygons that the map has drawn: an answer before the server's. */
export function useLocalAssignment(tree: GridTree | null, kx: number) {
  const [features, setFeatures] = useState<GridFeatures | null>(null);
  const index = useRef<{ of: GridFeatures; index: ReturnType<typeof buildReferenceIndex> }>(null);
  const onCoverage = useCallback((level: number, drawn: GridFeatures) => {
    if (level === assignedLevel) setFeatures(drawn);
  }, []);
  const assign = useCallback<NonNullable<MapTalk["assignLocally"]>>(
    (point) => {
      if (features === null || tree === null) return { method: "unassigned", candidates: [] };
      // Built at the first question: most people never report.
      if (index.current?.of !== features) {
        index.current = { of: features, index: buildReferenceIndex(assignable(features, tree)) };
      }
      return assignPoint(index.current.index, point, kx);
    },
    [features, tree, kx],
  );
  return { onCoverage, assignLocally: features === null || tree === null ? null : assign };
}

function assignable(features: GridFeatures, tree: GridTree) {
  return features.features.flatMap((feature) => {
    const node = typeof feature.id === "number" ? tree.get(feature.id) : null;
    return node === null
      ? []
      : [{ gridId: node.gridId, code: node.code, polygon: toLatticePolygon(feature.geometry) }];
  });
}
