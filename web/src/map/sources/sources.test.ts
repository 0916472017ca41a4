import { expect, test } from "vitest";
import type { GridNode } from "../../domain/grids/grid-tree.ts";
import { decodeCoverage, encodeCoverage } from "../../domain/lattice/coverage-codec.ts";
import { bytesOfBase64, toFeatures } from "./coverage-features.ts";
import { labelFeatures } from "./label-features.ts";
import { maskAround } from "./selection-features.ts";

const square = (x: number, y: number, side: number) =>
  Int32Array.from([x, y, x + side, y, x + side, y + side, x, y + side]);
const node: GridNode = {
  gridId: 7,
  parentId: 1,
  level: 3,
  code: "01",
  name: "北街街道",
  nameEn: "Beijie",
  initials: "bjjd",
  labelLng: 1,
  labelLat: 2,
  box: [0, 0, 1, 1],
  areaSquareMeters: 5,
};
const words = {
  locale: "zh-CN",
  open: (count: number) => `在办 ${count}`,
  overdue: (count: number) => `超期 ${count}`,
};

test("a coverage becomes features whose id is the grid's, in degrees", () => {
  const bytes = encodeCoverage([
    { id: 12, polygon: [[square(0, 0, 10_000_000)]] },
    { id: 15, polygon: [[square(10_000_000, 0, 10_000_000)]] },
  ]);
  const features = toFeatures(
    decodeCoverage(bytesOfBase64(Buffer.from(bytes).toString("base64"))),
  ).features;
  expect(features.map((feature) => feature.id)).toEqual([12, 15]);
  expect(features[0]?.geometry.coordinates[0]?.[0]).toContainEqual([1, 1]);
});

test("the mask leaves the selected polygon clear and covers its holes again", () => {
  const ring = (at: number) => [
    [at, at],
    [at + 1, at],
    [at + 1, at + 1],
    [at, at],
  ];
  const mask = maskAround({
    type: "MultiPolygon",
    coordinates: [[ring(0), ring(0.2)], [ring(5)]],
  });
  const [outside, ...inside] = mask.features;
  expect(outside?.geometry.type === "Polygon" && outside.geometry.coordinates).toHaveLength(3);
  expect(inside).toHaveLength(1);
});

test("labels carry counts at low zoom, names alone when dots are drawn", () => {
  const counts = new Map([[7, { open: 12, overdue: 3 }]]);
  const [counted] = labelFeatures([node], counts, words).features;
  expect(counted?.properties).toMatchObject({
    name: "北街街道",
    open: "\n在办 12",
    late: "  超期 3",
  });
  const [named] = labelFeatures([node], null, words).features;
  expect(named?.properties).toMatchObject({ open: "", late: "" });
});

test("a grid without cases is not labelled with a zero", () => {
  const [plain] = labelFeatures([node], new Map(), words).features;
  expect(plain?.properties).toMatchObject({ open: "", late: "" });
});
