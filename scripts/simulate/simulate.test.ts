import { expect, test } from "vitest";
import { toWgs84 } from "../../web/src/domain/geo/coordinate-systems.ts";
import { locate } from "../../web/src/domain/grids/ring-access.ts";
import { readCaseClasses } from "../catalogue/render-seed.ts";
import { buildCaller } from "./caller.ts";
import { readSimulateSettings } from "./settings.ts";

const defaults = { url: "http://127.0.0.1:8080", seed: 1 };

test("sixty calls a minute until Ctrl-C, unless told otherwise", () => {
  expect(readSimulateSettings([], defaults)).toEqual({
    ok: true,
    value: { perMinute: 60, url: defaults.url, durationMs: null, seed: 1 },
  });
  expect(
    readSimulateSettings(["--per-minute", "5", "--for=2m", "--url", "https://a.example"], defaults),
  ).toEqual({
    ok: true,
    value: { perMinute: 5, url: "https://a.example", durationMs: 120_000, seed: 1 },
  });
});

test("what it cannot do it says, naming the option", () => {
  for (const argv of [
    ["--per-minute", "0"],
    ["--for", "soon"],
    ["--url", "nowhere"],
    ["--fast", "1"],
  ]) {
    const answer = readSimulateSettings(argv, defaults);
    expect(answer.ok).toBe(false);
    expect(answer.ok ? "" : answer.error).toContain(argv[0]);
  }
});

test("a call lies inside its grid, and its raw pair converts back to the point", () => {
  const x0 = 1_310_000_000;
  const y0 = 160_000_000;
  const ring = Int32Array.of(x0, y0, x0 + 40_000, y0, x0 + 40_000, y0 + 30_000, x0, y0 + 30_000);
  const call = buildCaller(
    [{ gridId: 7, name: "青石社区", polygon: [[ring]], areaM2: 1e5 }],
    readCaseClasses(),
    3,
  );
  for (let i = 0; i < 200; i += 1) {
    const { request } = call(5);
    expect(locate(request.x, request.y, ring)).toBe(1);
    const crs = request.raw.crs as "WGS84" | "GCJ02" | "BD09";
    const [lng, lat] = toWgs84({ lng: request.raw.x, lat: request.raw.y, crs });
    expect(Math.abs(lng * 1e7 - request.x)).toBeLessThan(60);
    expect(Math.abs(lat * 1e7 - request.y)).toBeLessThan(60);
  }
});
