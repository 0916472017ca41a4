import { expect, test } from "vitest";
import { formatPanelStack, parsePanelStack, popPanel, pushPanel } from "./panel-stack.ts";
import { formatCamera, parseCamera, workspaceSearchSchema } from "./workspace-search.ts";

test("a parameter that cannot be read is dropped and the others stay", () => {
  const search = workspaceSearchSchema.parse({ c: "here", grid: 12, level: 9, panel: "CASES!" });
  expect(search.grid).toBe(12);
  expect(search.c).toBeUndefined();
  expect(search.level).toBeUndefined();
  expect(search.panel).toBeUndefined();
});

test("the camera survives the way through the URL to about a metre", () => {
  const camera = { longitude: 150.123456, latitude: -3.5, zoomLevel: 12.345 };
  const parsed = parseCamera(formatCamera(camera));
  expect(parsed?.longitude).toBeCloseTo(150.12346, 5);
  expect(parsed?.latitude).toBe(-3.5);
  expect(parsed?.zoomLevel).toBeCloseTo(12.35, 2);
});

test("a camera off the earth is none", () => {
  expect(parseCamera("181,0,3")).toBeNull();
  expect(parseCamera("0,91,3")).toBeNull();
  expect(parseCamera("0,1")).toBeNull();
  expect(parseCamera(undefined)).toBeNull();
});

test("a panel opens above the others and closes back to the one below", () => {
  const stack = pushPanel(pushPanel(["cases"], "grid"), "case");
  expect(formatPanelStack(stack)).toBe("cases.grid.case");
  expect(popPanel(stack)).toEqual(["cases", "grid"]);
  expect(formatPanelStack(popPanel(["cases"]))).toBeUndefined();
});

test("a panel that is already open comes up again and drops what lay on it", () => {
  expect(pushPanel(parsePanelStack("cases.grid.case"), "grid")).toEqual(["cases", "grid"]);
});
