import { expect, test } from "vitest";
import type { LatticeMultiPolygon } from "./lattice-polygon.ts";
import { readLatticeTopoJson, writeLatticeTopoJson } from "./lattice-topojson.ts";

const west = [
  [
    Int32Array.of(
      1_200_000_001,
      300_000_003,
      1_200_000_101,
      300_000_003,
      1_200_000_101,
      300_000_107,
    ),
  ],
];
const east = [
  [
    Int32Array.of(
      1_200_000_101,
      300_000_107,
      1_200_000_101,
      300_000_003,
      1_200_000_207,
      300_000_055,
    ),
  ],
];

test("scale is exactly 1e-7 and the round trip through text is exact", () => {
  const written = writeLatticeTopoJson({
    grids: [
      { id: 1, polygon: west, properties: { name: "西" } },
      { id: 2, polygon: east },
    ],
  });
  expect(written.transform?.scale).toEqual([1e-7, 1e-7]);
  const read = readLatticeTopoJson(JSON.parse(JSON.stringify(written)), "grids");
  expect(read.onLattice).toBe(true);
  expect(read.features.map(({ id }) => id)).toEqual([1, 2]);
  const vertices = (polygon: LatticeMultiPolygon) =>
    [...(polygon[0]?.[0] ?? [])].sort((a, b) => a - b);
  expect(read.features.map(({ polygon }) => vertices(polygon))).toEqual([
    vertices(west),
    vertices(east),
  ]);
});

test("the shared border is one arc", () => {
  const written = writeLatticeTopoJson({
    a: [{ id: 1, polygon: west }],
    b: [{ id: 2, polygon: east }],
  });
  expect(written.arcs).toHaveLength(3);
});

test("a file with another scale is read and said to be off the lattice", () => {
  const written = writeLatticeTopoJson({ grids: [{ id: 1, polygon: west }] });
  const coarse = { ...written, transform: { scale: [2.2e-7, 2.2e-7], translate: [120, 30] } };
  const read = readLatticeTopoJson(coarse as typeof written, "grids");
  expect(read.onLattice).toBe(false);
  expect(read.features).toHaveLength(1);
});
