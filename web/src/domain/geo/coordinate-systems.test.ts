import fc from "fast-check";
import { expect, test } from "vitest";
import { fromWgs84, type LngLat, toWgs84 } from "./coordinate-systems.ts";
import { distanceMeters, latticeDistanceMeters } from "./ground-distance.ts";

const inChina = fc.tuple(
  fc.double({ min: 75, max: 135, noNaN: true }),
  fc.double({ min: 3, max: 53, noNaN: true }),
);

test("GCJ-02 and BD-09 come back to WGS 84 within a tenth of a millimetre", () => {
  fc.assert(
    fc.property(inChina, fc.constantFrom("GCJ02" as const, "BD09" as const), (lngLat, crs) => {
      const [lng, lat] = fromWgs84(lngLat, crs);
      expect(distanceMeters(toWgs84({ lng, lat, crs }), lngLat)).toBeLessThan(1e-4);
    }),
    { numRuns: 1000 },
  );
});

test("CGCS2000 is WGS 84, and nothing is shifted outside China", () => {
  expect(toWgs84({ lng: 121.5, lat: 31.2, crs: "CGCS2000" })).toEqual([121.5, 31.2]);
  expect(toWgs84({ lng: -71.05, lat: 42.35, crs: "GCJ02" })).toEqual([-71.05, 42.35]);
});

test("in Shanghai GCJ-02 lies some five hundred metres off, BD-09 further", () => {
  const wgs84: LngLat = [121.47, 31.23];
  const gcjMeters = distanceMeters(fromWgs84(wgs84, "GCJ02"), wgs84);
  expect(gcjMeters).toBeGreaterThan(300);
  expect(gcjMeters).toBeLessThan(700);
  expect(distanceMeters(fromWgs84(wgs84, "BD09"), wgs84)).toBeGreaterThan(gcjMeters);
});

test("lattice metres and great-circle metres agree within half a percent", () => {
  const kx = Math.floor(65536 * Math.cos((31 * Math.PI) / 180) + 0.5);
  const planar = latticeDistanceMeters(
    [1_210_000_000, 310_000_000],
    [1_210_010_000, 310_010_000],
    kx,
  );
  const sphere = distanceMeters([121, 31], [121.001, 31.001]);
  expect(Math.abs(planar / sphere - 1)).toBeLessThan(0.005);
});
