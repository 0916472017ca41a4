/** A mesh: vertices once, rings as vertex numbers; every level is a label on its cells. */
import type { LatticeMultiPolygon } from "../lattice/lattice-polygon.ts";
import { VertexTable } from "../lattice/vertex-table.ts";

export interface Mesh {
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** Rings of each cell: shells anticlockwise, holes clockwise. */
  readonly cells: readonly (readonly (readonly number[])[])[];
}

/** Polygons that share vertices, as a mesh. */
export function meshOf(polygons: readonly LatticeMultiPolygon[]): Mesh {
  const table = new VertexTable(1024);
  const x: number[] = [];
  const y: number[] = [];
  const cells = polygons.map((parts) =>
    parts.flat().map((ring) => {
      const ids: number[] = [];
      for (let i = 0; i < ring.length; i += 2) {
        const vx = ring[i] ?? 0;
        const vy = ring[i + 1] ?? 0;
        const id = table.add(vx, vy);
        x[id] = vx;
        y[id] = vy;
        ids.push(id);
      }
      return ids;
    }),
  );
  return { x, y, cells };
}
