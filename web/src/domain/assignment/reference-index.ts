import { booleanPointInPolygon } from "@turf/boolean-point-in-polygon";
import Flatbush from "flatbush";
import type { MultiPolygon } from "geojson";
import { polygonBox, toLatticeGeoJson } from "../lattice/lattice-polygon.ts";
import { assertEdgeSpans } from "../lattice/lattice-validity.ts";
import { type AssignableGrid, rankByCode } from "./grid-set.ts";

/**
 * The reference: a box index and Turf's predicate on lattice integers, where it is exact. Short
 * enough to be believed; batches use the cell-cover index, which shares no predicate with it.
 */
export type ReferenceIndex = {
  /** In code order. */
  readonly grids: readonly AssignableGrid[];
  /** Ranks of the grids whose closed polygon covers the point, lowest code first. */
  ownersOf(x: number, y: number): number[];
  /** Ranks of the grids whose box meets the given one. */
  ranksInBox(minX: number, minY: number, maxX: number, maxY: number): number[];
};

export function buildReferenceIndex(unordered: readonly AssignableGrid[]): ReferenceIndex {
  const grids = rankByCode(unordered);
  const boxes = grids.length > 0 ? new Flatbush(grids.length) : null;
  const geometries: MultiPolygon[] = grids.map(({ polygon }) => {
    assertEdgeSpans(polygon);
    const box = polygonBox(polygon);
    // A grid without geometry has a box that no query meets.
    if (box === null) boxes?.add(Infinity, Infinity, -Infinity, -Infinity);
    else boxes?.add(box.minX, box.minY, box.maxX, box.maxY);
    return toLatticeGeoJson(polygon);
  });
  boxes?.finish();

  const ranksInBox = (minX: number, minY: number, maxX: number, maxY: number): number[] =>
    boxes?.search(minX, minY, maxX, maxY).sort((a, b) => a - b) ?? [];

  return {
    grids,
    ranksInBox,
    ownersOf: (x, y) =>
      ranksInBox(x, y, x, y).filter((rank) => {
        const geometry = geometries[rank];
        return geometry !== undefined && booleanPointInPolygon([x, y], geometry);
      }),
  };
}
