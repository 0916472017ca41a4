import { findChainFaults } from "../../web/src/domain/grids/chain-proof.ts";
import { dissolve } from "../../web/src/domain/grids/dissolve.ts";
import { meshOf } from "../../web/src/domain/grids/mesh.ts";
import type { LatticeMultiPolygon } from "../../web/src/domain/lattice/lattice-polygon.ts";

/**
 * The outline of a clean coverage: edges that two children share cancel, what is left is the border, vertex for
 * vertex. null where the children do not partition it exactly; then only a set operation can say what they cover.
 */
export function dissolveClean(
  children: readonly LatticeMultiPolygon[],
): LatticeMultiPolygon | null {
  const outline = dissolve(
    meshOf(children),
    children.map((_, index) => index),
  );
  if (outline.length === 0) return null;
  const cells = children.map((polygons, index) => ({ id: String(index), polygons }));
  const faults = findChainFaults(cells, { id: "outline", polygons: outline });
  return faults.length > 0 ? null : outline;
}
