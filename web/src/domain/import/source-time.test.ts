import { expect, test } from "vitest";
import { parseSourceTime } from "./source-time.ts";

const isoOf = (text: string, zone = "Asia/Shanghai") => {
  const instant = parseSourceTime(text, zone);
  return instant === null ? null : new Date(instant).toISOString();
};

test("a wall-clock reading is the city's own", () => {
  expect(isoOf("2018-01-01 02:39:14", "America/New_York")).toBe("2018-01-01T07:39:14.000Z");
  expect(isoOf("2018-07-01 02:39:14", "America/New_York")).toBe("2018-07-01T06:39:14.000Z");
});

test("an offset overrules the city's zone", () => {
  expect(isoOf("2018-01-01T02:39:14+00:00")).toBe("2018-01-01T02:39:14.000Z");
  expect(isoOf("2018-01-01 02:39:14Z")).toBe("2018-01-01T02:39:14.000Z");
});

test("Chinese and slashed dates are read, a date alone is its midnight", () => {
  expect(isoOf("2018年1月2日 8:05")).toBe("2018-01-02T00:05:00.000Z");
  expect(isoOf("2018/1/2")).toBe("2018-01-01T16:00:00.000Z");
});

test("what is no date is refused, not rolled over", () => {
  expect(isoOf("2018-02-31 10:00:00")).toBeNull();
  expect(isoOf("yesterday")).toBeNull();
  expect(isoOf("2018-01-01 25:00")).toBeNull();
});
