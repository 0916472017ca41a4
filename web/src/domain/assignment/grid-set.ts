import { compareCodes } from "../grids/codes.ts";
import type { LatticeMultiPolygon } from "../lattice/lattice-polygon.ts";

/** One active grid of the level that points are assigned to. */
export type AssignableGrid = {
  readonly gridId: number;
  /** Breaks ties; compared byte by byte, as `collate "C"` does. Codes are ASCII. */
  readonly code: string;
  readonly polygon: LatticeMultiPolygon;
};

/** Grids in code order: the place in this list is the rank that the cell-cover index answers with. */
export function rankByCode<T extends { readonly code: string }>(grids: readonly T[]): T[] {
  return [...grids].sort((a, b) => compareCodes(a.code, b.code));
}
