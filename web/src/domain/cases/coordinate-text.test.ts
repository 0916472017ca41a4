import { expect, test } from "vitest";
import { parseCoordinateText } from "./coordinate-text.ts";

const read = (text: string) => {
  const result = parseCoordinateText(text);
  return result.ok ? [result.value.lng, result.value.lat] : result.error;
};

test.each([
  ["118.0894,24.4798"],
  ["118.0894， 24.4798"],
  ["118.0894 24.4798"],
  ["[118.0894, 24.4798]"],
  ["经度：118.0894 纬度：24.4798"],
  ["lat=24.4798, lng=118.0894"],
  ["N24.4798 E118.0894"],
  ["24.4798N, 118.0894E"],
  ["24.4798, 118.0894"],
])("%s is read as longitude and latitude", (text) => {
  expect(read(text)).toEqual([118.0894, 24.4798]);
});

test("degrees, minutes and seconds are read", () => {
  const [lng, lat] = read(`24°28'47"N 118°5'22"E`) as number[];
  expect(lng).toBeCloseTo(118.08944, 4);
  expect(lat).toBeCloseTo(24.47972, 4);
});

test("southern and western letters turn the sign", () => {
  expect(read("S33.5 W70.25")).toEqual([-70.25, -33.5]);
});

test("two values that could both be latitudes stay longitude first", () => {
  expect(read("71.5, 42.3")).toEqual([71.5, 42.3]);
});

test("what is no coordinate is refused with a reason", () => {
  expect(read("  ")).toBe("empty");
  expect(read("118.08")).toBe("unreadable");
  expect(read("1,2,3")).toBe("unreadable");
  expect(read("北街路口")).toBe("unreadable");
  expect(read("318.1,24.4")).toBe("out_of_range");
  expect(read("118.1,124.4")).toBe("out_of_range");
});
