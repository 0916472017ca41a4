/** The demo city as data: the tree of grids over one mesh. */
import type { LatticeMesh } from "./mesh/lattice-mesh.ts";

export type GridLevel = 1 | 2 | 3 | 4 | 5;

export interface GridNode {
  readonly level: GridLevel;
  readonly code: string;
  readonly parentCode: string | null;
  readonly name: string;
  readonly nameEn: string;
  readonly initials: string;
  readonly kind: "standard" | "enterprise";
  /** Towns and villages appoint their own supervisors (R78, R80). */
  readonly isRural: boolean;
}

export interface CityModel {
  readonly mesh: LatticeMesh;
  readonly nodes: readonly GridNode[];
  /** Unit code of each mesh cell. */
  readonly unitCodes: readonly string[];
}

export const CITY_CODE = "9901";
