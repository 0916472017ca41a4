import { expect, test } from "vitest";
import { formatCamera, parseCamera, parseWorkspaceSearch } from "./workspace-search.ts";

test("a good link is read, numbers as numbers", () => {
  expect(parseWorkspaceSearch({ grid: "12", case: 3, level: "4", panel: "grid" })).toEqual({
    grid: 12,
    case: 3,
    level: 4,
    panel: "grid",
  });
});

test("bad values of a link are dropped one by one", () => {
  expect(
    parseWorkspaceSearch({ grid: "x", case: -1, level: 9, panel: "boom", c: "1,2,3" }),
  ).toEqual({
    c: "1,2,3",
  });
  expect(parseWorkspaceSearch(null)).toEqual({});
});

test("a camera survives the way into the URL and back", () => {
  expect(parseCamera(formatCamera({ lng: 160.123456, lat: 12.5, zoom: 11.25 }))).toEqual({
    lng: 160.12346,
    lat: 12.5,
    zoom: 11.25,
  });
});

test("a camera that is no place on earth is refused", () => {
  for (const text of [
    undefined,
    "",
    "1,2",
    "1,2,3,4",
    "a,b,c",
    ",,",
    "200,0,3",
    "0,89,3",
    "0,0,99",
  ]) {
    expect(parseCamera(text)).toBeNull();
  }
});
