import { expect, test } from "vitest";
import { crsConflicts, crsNamedInFile, makeToWgs84 } from "./to-wgs84.ts";

test("CGCS2000 is taken as it is, GCJ-02 and BD-09 are shifted back", () => {
  expect(makeToWgs84("EPSG:4490")?.(116.4, 39.9)).toEqual([116.4, 39.9]);
  const [gcjLng] = makeToWgs84("GCJ02")?.(116.4, 39.9) ?? [0];
  const [bdLng] = makeToWgs84("BD09")?.(116.4, 39.9) ?? [0];
  expect(116.4 - gcjLng).toBeCloseTo(0.0062, 3);
  expect(116.4 - bdLng).toBeGreaterThan(0.012);
});

test("a system that cannot be converted has no converter", () => {
  expect(makeToWgs84("EPSG:2249")).toBeNull();
});

test("the file's own crs member is understood", () => {
  const member = (name: string) => ({ type: "name", properties: { name } });
  expect(crsNamedInFile(member("urn:ogc:def:crs:OGC:1.3:CRS84"))).toBe("WGS84");
  expect(crsNamedInFile(member("urn:ogc:def:crs:EPSG::2249"))).toBe("EPSG:2249");
  expect(crsNamedInFile(undefined)).toBeNull();
});

test("a file in feet contradicts a manifest in degrees; GCJ-02 called CRS84 by its tool does not", () => {
  expect(crsConflicts("EPSG:2249", "WGS84")).toBe(true);
  expect(crsConflicts("WGS84", "GCJ02")).toBe(false);
  expect(crsConflicts("EPSG:4490", "WGS84")).toBe(false);
});
