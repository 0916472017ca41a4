import { readFileSync } from "node:fs";
import type { Topology } from "topojson-specification";
import { expect, test } from "vitest";
import type { LatticeMultiPolygon } from "../lattice/lattice-polygon.ts";
import { readLatticeTopoJson } from "../lattice/lattice-topojson.ts";
import { type ChainFault, findChainFaults, type NamedArea } from "./chain-proof.ts";
import { ancestorCode, type GridLevel, parentCode } from "./codes.ts";
import { dissolve } from "./dissolve.ts";
import { meshOf } from "./mesh.ts";

const ring = (...xy: number[]): Int32Array => Int32Array.from(xy);
const area = (id: string, ...rings: Int32Array[]): NamedArea => ({ id, polygons: [rings] });
/** Four squares round (10, 10). */
const squares: readonly NamedArea[] = [
  area("a", ring(0, 0, 10, 0, 10, 10, 0, 10)),
  area("b", ring(10, 0, 20, 0, 20, 10, 10, 10)),
  area("c", ring(0, 10, 10, 10, 10, 20, 0, 20)),
  area("d", ring(10, 10, 20, 10, 20, 20, 10, 20)),
];
const outline = area("outline", ring(0, 0, 10, 0, 20, 0, 20, 10, 20, 20, 10, 20, 0, 20, 0, 10));
const replaced = (id: string, ...rings: Int32Array[]): NamedArea[] =>
  squares.map((cell) => (cell.id === id ? area(id, ...rings) : cell));
const kinds = (faults: readonly ChainFault[]): string[] => [...new Set(faults.map((f) => f.kind))];

test("squares that share every vertex partition their outline", () => {
  expect(findChainFaults(squares, outline)).toEqual([]);
});

test("a corner moved by one unit tears exactly the edges at it", () => {
  const faults = findChainFaults(replaced("a", ring(0, 0, 10, 0, 11, 10, 0, 10)), outline);
  expect(faults).toHaveLength(4);
  expect(kinds(faults)).toEqual(["edge"]);
});

test("a T-junction is a fault although no ground is lost", () => {
  const faults = findChainFaults(replaced("a", ring(0, 0, 10, 0, 10, 5, 10, 10, 0, 10)), outline);
  expect(faults).toHaveLength(3);
  expect(faults).toContainEqual(
    expect.objectContaining({ kind: "edge", from: [10, 0], to: [10, 10], ids: ["b"] }),
  );
});

test("a duplicated cell and a missing cell are found by their edges", () => {
  const twice = [...squares, area("again", ring(0, 0, 10, 0, 10, 10, 0, 10))];
  expect(findChainFaults(twice, outline)).toHaveLength(4);
  expect(findChainFaults(squares.slice(1), outline)).toHaveLength(4);
});

test("a vertex folded over on both sides keeps the chains right and is seen by validity", () => {
  const folded = [
    area("a", ring(0, 0, 10, 0, 23, 5, 0, 10)),
    area("b", ring(10, 0, 20, 0, 20, 10, 23, 5)),
    area("c", ring(0, 10, 23, 5, 10, 20, 0, 20)),
    area("d", ring(23, 5, 20, 10, 20, 20, 10, 20)),
  ];
  const faults = findChainFaults(folded, outline);
  expect(faults.some((f) => f.kind === "self-crossing" && f.id === "b")).toBe(true);
  expect(kinds(faults)).not.toContain("edge");
});

test("a hole outside its shell is refused", () => {
  const faults = findChainFaults(
    [area("a", ring(0, 0, 10, 0, 10, 10, 0, 10), ring(30, 30, 30, 32, 32, 30))],
    area("base", ring(0, 0, 10, 0, 10, 10, 0, 10), ring(30, 30, 30, 32, 32, 30)),
  );
  expect(faults.map((f) => f.kind)).toEqual(["hole-outside", "hole-outside"]);
});

test("a hole in a hole is refused", () => {
  const shape = [
    ring(0, 0, 99, 0, 99, 99, 0, 99),
    ring(10, 10, 10, 60, 60, 60, 60, 10),
    ring(20, 20, 20, 30, 30, 30, 30, 20),
  ];
  const faults = findChainFaults([area("a", ...shape)], area("base", ...shape));
  expect(kinds(faults)).toEqual(["hole-in-hole"]);
});

test("a hole that touches the shell in one vertex is allowed", () => {
  const shape = [ring(0, 0, 100, 0, 100, 100, 0, 100), ring(0, 0, 10, 20, 20, 10)];
  expect(findChainFaults([area("a", ...shape)], area("base", ...shape))).toEqual([]);
});

test("a ring turned over is refused: its labels have changed sides", () => {
  const faults = findChainFaults(replaced("a", ring(0, 0, 0, 10, 10, 10, 10, 0)), outline);
  expect(kinds(faults)).toContain("orientation");
});

test("a spike is refused", () => {
  const spiked = ring(0, 0, 10, 0, 10, 10, 5, 10, 5, 15, 5, 10, 0, 10);
  expect(kinds(findChainFaults([area("a", spiked)], area("base", spiked)))).toEqual(["self-touch"]);
});

function demoLevels(): Map<GridLevel, NamedArea[]> {
  const path = new URL("../../../../data/demo-city/units.topojson", import.meta.url);
  const topology = JSON.parse(readFileSync(path, "utf8")) as Topology;
  const { features, onLattice } = readLatticeTopoJson(topology, "units");
  expect(onLattice).toBe(true);
  const mesh = meshOf(features.map((f) => f.polygon));
  const levels = new Map<GridLevel, NamedArea[]>();
  for (const level of [1, 2, 3, 4, 5] as const) {
    const cells = new Map<string, number[]>();
    features.forEach((f, cell) => {
      const code = ancestorCode(String(f.id), level);
      const list = cells.get(code);
      if (list) list.push(cell);
      else cells.set(code, [cell]);
    });
    const areas = [...cells].map(([id, list]) => ({ id, polygons: dissolve(mesh, list) }));
    levels.set(level, areas);
  }
  return levels;
}

test("in the demo city the children of every parent partition it exactly, at every level", () => {
  const levels = demoLevels();
  expect([...levels.values()].map((l) => l.length)).toEqual([1, 6, 45, 563, 10170]);
  for (const level of [2, 3, 4, 5] as const) {
    const children = new Map<string, NamedArea[]>();
    for (const child of levels.get(level) ?? []) {
      const parent = parentCode(child.id) ?? "";
      children.set(parent, [...(children.get(parent) ?? []), child]);
    }
    for (const parent of levels.get((level - 1) as GridLevel) ?? []) {
      expect(findChainFaults(children.get(parent.id) ?? [], parent)).toEqual([]);
    }
  }
});

test("one vertex of the demo city moved by one unit is found", () => {
  const units = demoLevels().get(5) ?? [];
  const city: LatticeMultiPolygon = dissolve(
    meshOf(units.map((u) => u.polygons)),
    units.map((_, i) => i),
  );
  const moved = units.map((unit, index): NamedArea => {
    const [[shell = ring(), ...holes] = []] = unit.polygons;
    if (index !== 5000) return unit;
    const nudged = Int32Array.from(shell);
    nudged[0] = (nudged[0] ?? 0) + 1;
    return { id: unit.id, polygons: [[nudged, ...holes]] };
  });
  const faults = findChainFaults(moved, { id: "city", polygons: city });
  expect(faults.length).toBeGreaterThanOrEqual(4);
  expect(faults.every((f) => f.kind === "edge")).toBe(true);
  expect(faults.some((f) => f.kind === "edge" && f.ids.includes(units[5000]?.id ?? ""))).toBe(true);
});
