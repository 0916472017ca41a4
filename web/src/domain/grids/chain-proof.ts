/**
 * Proof that polygons are an exact partition of a base.
 * Every polygon valid and all directed edges cancelling against the base's turned round is enough:
 * winding numbers add up edge by edge, so over each point lie exactly as many polygons as the base
 * winds round it. Polygons need not be compared with each other (R135, R136, R146).
 */
import { forEachEdge, type LatticeMultiPolygon } from "../lattice/lattice-polygon.ts";
import { type PolygonFaultKind, polygonFault } from "./ring-validity.ts";

export interface NamedArea {
  readonly id: string;
  readonly polygons: LatticeMultiPolygon;
}

export type ChainFault =
  | {
      readonly kind: "edge";
      readonly from: readonly [number, number];
      readonly to: readonly [number, number];
      /** Uses in the direction from → to and back; equal when all is well. */
      readonly forward: number;
      readonly backward: number;
      readonly ids: readonly string[];
    }
  | {
      readonly kind: PolygonFaultKind;
      readonly id: string;
      readonly at: readonly [number, number];
    };

interface EdgeUse {
  forward: number;
  backward: number;
  readonly ids: string[];
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
}

class EdgeLedger {
  private readonly uses = new Map<string, EdgeUse>();

  add(area: NamedArea, turnedRound: boolean): void {
    forEachEdge(area.polygons, (ax, ay, bx, by) => {
      if (turnedRound) this.use([bx, by], [ax, ay], area.id);
      else this.use([ax, ay], [bx, by], area.id);
    });
  }

  private use(a: readonly [number, number], b: readonly [number, number], id: string): void {
    const isForward = a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]);
    const [from, to] = isForward ? [a, b] : [b, a];
    const key = `${from[0]},${from[1]},${to[0]},${to[1]}`;
    let use = this.uses.get(key);
    if (!use) {
      use = { forward: 0, backward: 0, ids: [], from, to };
      this.uses.set(key, use);
    }
    if (isForward) use.forward += 1;
    else use.backward += 1;
    use.ids.push(id);
  }

  faults(): ChainFault[] {
    return [...this.uses.values()]
      .filter((use) => use.forward !== use.backward)
      .map((use) => ({ kind: "edge", ...use }));
  }
}

function validityFaults(areas: readonly NamedArea[]): ChainFault[] {
  return areas.flatMap((area) =>
    area.polygons.flatMap((polygon): ChainFault[] => {
      const fault = polygonFault(polygon);
      return fault ? [{ kind: fault.kind, id: area.id, at: [fault.x, fault.y] }] : [];
    }),
  );
}

/** Empty exactly when the cells partition the base: no gap, no overlap, vertex to vertex. */
export function findChainFaults(cells: readonly NamedArea[], base: NamedArea): ChainFault[] {
  const ledger = new EdgeLedger();
  for (const cell of cells) ledger.add(cell, false);
  ledger.add(base, true);
  return [...ledger.faults(), ...validityFaults([...cells, base])];
}
