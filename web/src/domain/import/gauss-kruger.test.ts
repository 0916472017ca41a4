import { expect, test } from "vitest";
import { fromGaussKruger, gaussKrugerZone } from "./gauss-kruger.ts";

const metre = 1e-5;

test("the length of the meridian to 30° N, a published value, leads to 30°", () => {
  const zone = gaussKrugerZone(4548);
  expect(zone).toEqual({ centralMeridianDegrees: 117, falseEastingMetres: 500_000 });
  const [lng, lat] = zone ? fromGaussKruger(zone, 500_000, 3_320_113.398) : [0, 0];
  expect(lng).toBeCloseTo(117, 9);
  expect(Math.abs(lat - 30)).toBeLessThan(1e-8);
});

test("the length of the meridian to 45° N leads to 45°", () => {
  const zone = { centralMeridianDegrees: 117, falseEastingMetres: 500_000 };
  expect(Math.abs(fromGaussKruger(zone, 500_000, 4_984_944.378)[1] - 45)).toBeLessThan(1e-8);
});

test("a point beside the meridian lies as far away as the ellipsoid says", () => {
  const zone = { centralMeridianDegrees: 117, falseEastingMetres: 500_000 };
  const [lng] = fromGaussKruger(zone, 600_000, 0);
  // On the equator: sinh-like stretch of the projection is 4 m in 100 km.
  const degreesOfEquator = (100_000 / 6_378_137) * (180 / Math.PI);
  expect(Math.abs(lng - 117 - degreesOfEquator)).toBeLessThan(10 * metre);
  expect(lng - 117).toBeLessThan(degreesOfEquator);
});

test("the four families of zones carry their meridian and false easting", () => {
  expect(gaussKrugerZone(4491)).toEqual({
    centralMeridianDegrees: 75,
    falseEastingMetres: 13_500_000,
  });
  expect(gaussKrugerZone(4512)?.centralMeridianDegrees).toBe(135);
  expect(gaussKrugerZone(4526)).toEqual({
    centralMeridianDegrees: 114,
    falseEastingMetres: 38_500_000,
  });
  expect(gaussKrugerZone(4554)?.centralMeridianDegrees).toBe(135);
  expect(gaussKrugerZone(3857)).toBeNull();
});
