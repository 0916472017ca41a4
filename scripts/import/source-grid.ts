import type { ImportIssue } from "../../web/src/domain/import/import-issue.ts";
import type { GridLevelKey } from "../../web/src/domain/import/manifest-schema.ts";
import type { LatticeMultiPolygon } from "../../web/src/domain/lattice/lattice-polygon.ts";

/** A grid on its way in. `n` numbers it within the import. */
export type SourceGrid = {
  n: number;
  level: GridLevelKey;
  file: string;
  /** 0 for a grid that the importer made. */
  feature: number;
  sourceCode: string | null;
  name: string;
  nameEn: string;
  polygon: LatticeMultiPolygon;
  repaired: boolean;
  /** The parent's source code as the file states it. */
  parentSource: string | null;
  parentN: number | null;
  unclean: boolean;
};

export function gridIssue(
  grid: SourceGrid,
  code: ImportIssue["code"],
  params: ImportIssue["params"],
): ImportIssue {
  const id = grid.sourceCode === null ? {} : { id: grid.sourceCode };
  return { code, file: grid.file, feature: grid.feature, ...id, params };
}
