import type { FeatureCollection, Point } from "geojson";
import { type GridNode, gridName } from "../../domain/grids/grid-tree.ts";

export interface GridCounts {
  open: number;
  overdue: number;
}

export interface LabelWords {
  locale: string;
  /** `在办 12`, `12 open`. */
  open: (count: number) => string;
  /** `超期 3`, `3 overdue`. */
  overdue: (count: number) => string;
}

/** Labels of one level. Without `counts` only names are drawn: the dots speak for the cases. */
export function labelFeatures(
  nodes: readonly GridNode[],
  counts: ReadonlyMap<number, GridCounts> | null,
  words: LabelWords,
): FeatureCollection<Point> {
  return {
    type: "FeatureCollection",
    features: nodes.map((node) => {
      const count = counts?.get(node.gridId);
      return {
        type: "Feature",
        id: node.gridId,
        geometry: { type: "Point", coordinates: [node.labelLng, node.labelLat] },
        properties: {
          name: gridName(node, words.locale),
          open: count && count.open > 0 ? `\n${words.open(count.open)}` : "",
          late: count && count.overdue > 0 ? `  ${words.overdue(count.overdue)}` : "",
          // Where labels fight for room the busier grid wins, then the larger one.
          order: -(count?.open ?? 0) * 1e6 - node.areaSquareMeters / 1e6,
        },
      };
    }),
  };
}
