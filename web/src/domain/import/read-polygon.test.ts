import { expect, test } from "vitest";
import { drawnArea2, readPolygon } from "./read-polygon.ts";

const box = [0, 0, 1, 1] as const;
const read = (geometry: unknown) => readPolygon(geometry, (x, y) => [x, y], box);
const polygon = (...rings: unknown[]) => ({ type: "Polygon", coordinates: rings });
const square = [
  [0, 0],
  [0.5, 0],
  [0.5, 0.5],
  [0, 0.5],
  [0, 0],
];
const faultOf = (geometry: unknown) => {
  const result = read(geometry);
  return result.ok ? null : result.fault.code;
};

test("a polygon is snapped to the lattice, shell anticlockwise", () => {
  const result = read(polygon([...square].reverse()));
  expect(result.ok && [...(result.polygon[0]?.[0] ?? [])]).toEqual(
    expect.arrayContaining([0, 5_000_000]),
  );
  expect(result.ok && drawnArea2(result.polygon)).toBe(2 * 5_000_000 ** 2);
});

test("empty geometry of every kind is refused", () => {
  expect(faultOf(null)).toBe("geometry_empty");
  expect(faultOf(polygon())).toBe("geometry_empty");
  expect(faultOf({ type: "MultiPolygon", coordinates: [] })).toBe("geometry_empty");
  expect(faultOf({ type: "Polygon", coordinates: [[]] })).toBe("ring_too_short");
});

test("points and lines are not polygons", () => {
  expect(faultOf({ type: "Point", coordinates: [0, 0] })).toBe("geometry_kind");
});

test("NaN, null and text are not coordinates", () => {
  for (const bad of [Number.NaN, null, "NaN"]) {
    expect(faultOf(polygon([[bad, 0], ...square.slice(1)]))).toBe("coordinate_not_number");
  }
});

test("a shell that is smaller than the lattice is refused, a hole like that is left out", () => {
  const speck = [
    [0.1, 0.1],
    [0.10000001, 0.1],
    [0.1, 0.10000001],
    [0.1, 0.1],
  ];
  expect(faultOf(polygon(speck))).toBe("ring_too_short");
  const result = read(polygon(square, speck));
  expect(result.ok && result.polygon[0]?.length).toBe(1);
});

test("a polygon of the city that reaches a little beyond the box is kept and said", () => {
  const result = read(polygon([[-0.001, 0], ...square.slice(1, 4), [-0.001, 0]]));
  expect(result.ok && result.beyond?.code).toBe("shifted");
});

test("a polygon wholly beside the box is refused with the likely cause", () => {
  const beside = square.map(([x = 0, y = 0]) => [x / 100 - 0.006, y]);
  expect(faultOf(polygon(beside))).toBe("shifted");
});
