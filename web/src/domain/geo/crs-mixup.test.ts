import { expect, test } from "vitest";
import { fromWgs84, type LngLat } from "./coordinate-systems.ts";
import { detectLikelyMixup } from "./crs-mixup.ts";

const truth: LngLat = [121.47, 31.23];
const [gcjLng, gcjLat] = fromWgs84(truth, "GCJ02");
const everywhere = () => true;

test("a GCJ-02 pair declared as WGS 84 is flagged by the photo's position", () => {
  const found = detectLikelyMixup({
    point: { lng: gcjLng, lat: gcjLat, crs: "WGS84" },
    secondPosition: [truth[0] + 0.0001, truth[1]],
    cityContains: everywhere,
  });
  expect(found).toMatchObject({ reason: "second-position", declared: "WGS84", likely: "GCJ02" });
});

test("a WGS 84 pair declared as GCJ-02 is flagged too", () => {
  const found = detectLikelyMixup({
    point: { lng: truth[0], lat: truth[1], crs: "GCJ02" },
    secondPosition: truth,
    cityContains: everywhere,
  });
  expect(found).toMatchObject({ likely: "WGS84" });
});

test("two positions that agree, or that no system reconciles, flag nothing", () => {
  const point = { lng: truth[0], lat: truth[1], crs: "WGS84" } as const;
  const near: LngLat = [truth[0] + 0.0005, truth[1]];
  const far: LngLat = [truth[0] + 0.02, truth[1] + 0.02];
  expect(detectLikelyMixup({ point, secondPosition: near, cityContains: everywhere })).toBeNull();
  expect(detectLikelyMixup({ point, secondPosition: far, cityContains: everywhere })).toBeNull();
});

test("a point outside the city whose unshifted twin lies inside is flagged", () => {
  // The city ends just east of the true place; the shift carries the pair over its border.
  const cityContains = ([lng]: LngLat) => lng < truth[0] + 0.001;
  const found = detectLikelyMixup({
    point: { lng: gcjLng, lat: gcjLat, crs: "CGCS2000" },
    cityContains,
  });
  expect(found).toMatchObject({ reason: "outside-city", declared: "CGCS2000", likely: "GCJ02" });
  expect(
    detectLikelyMixup({ point: { lng: 0, lat: 0, crs: "WGS84" }, cityContains: () => false }),
  ).toBeNull();
});
