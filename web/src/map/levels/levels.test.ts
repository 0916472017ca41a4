import { expect, test } from "vitest";
import { countBreaks, countClass } from "./count-classes.ts";
import { levelForZoom, levelZooms } from "./level-for-zoom.ts";
import { shouldShowPoints } from "./point-density.ts";

const city = [
  { level: 1, areasSquareMeters: [8e8] },
  { level: 2, areasSquareMeters: [1.3e8, 1.4e8, 1.2e8] },
  { level: 3, areasSquareMeters: [1.8e7, 1.7e7, 1.9e7] },
  { level: 4, areasSquareMeters: [1.5e6, 1.4e6, 1.6e6] },
  { level: 5, areasSquareMeters: [8e4, 7e4, 9e4] },
];
const zooms = levelZooms(city, 16);

test("the level follows the zoom from districts down to unit grids", () => {
  const seen = [4, 9, 11, 13, 16].map((zoom) => levelForZoom(zooms, zoom));
  expect(seen).toEqual([2, 2, 3, 4, 5]);
});

test("unit grids never show before zoom 15", () => {
  expect(zooms.get(5)).toBeGreaterThanOrEqual(15);
});

test("a city without districts starts at its streets", () => {
  const town = levelZooms([{ level: 3, areasSquareMeters: [2e6] }], 42);
  expect(levelForZoom(town, 5)).toBe(3);
});

test("count classes rise, and none is a class of its own", () => {
  const breaks = countBreaks([0, 0, 3, 8, 14, 22, 40, 75]);
  expect(breaks[0]).toBe(0);
  expect([...breaks]).toEqual([...breaks].sort((a, b) => a - b));
  expect(countClass(0, breaks)).toBe(0);
  expect(countClass(75, breaks)).toBe(4);
  expect(countClass(1, breaks)).toBe(1);
});

test("a city without a case has breaks nonetheless", () => {
  expect(countBreaks([0, 0])).toEqual([0, 1, 2, 3]);
});

test("dots give way to counts before they become a wall", () => {
  const screen = { widthPixels: 1000, heightPixels: 750, shownNow: false };
  expect(shouldShowPoints({ ...screen, pointsInView: 500 })).toBe(true);
  expect(shouldShowPoints({ ...screen, pointsInView: 501 })).toBe(false);
});

test("dots that are shown stay a little longer, so that they do not flicker", () => {
  const screen = { widthPixels: 1000, heightPixels: 750, shownNow: true };
  expect(shouldShowPoints({ ...screen, pointsInView: 600 })).toBe(true);
  expect(shouldShowPoints({ ...screen, pointsInView: 700 })).toBe(false);
});
