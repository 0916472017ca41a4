import { expect, test } from "vitest";
import {
  formatArea,
  formatClock,
  formatDate,
  formatDateTime,
  formatDistance,
  formatDuration,
} from "./format.ts";

const zh = { language: "zh-CN", timeZone: "Asia/Shanghai" };
const en = { language: "en", timeZone: "Asia/Shanghai" };

test("a time is the city's, whatever zone the desk is in", () => {
  expect(formatDateTime("2026-11-22T16:30:00Z", zh)).toBe("2026-11-23 00:30");
  expect(formatClock("2026-11-22T16:30:05Z", en)).toBe("00:30:05");
  expect(formatDate("2026-11-22T16:30:00Z", zh)).toBe("2026-11-23 (周一)");
});

test("a duration names its two largest units and has no sign", () => {
  expect(formatDuration(-12_000_000, zh)).toBe("3 小时 20 分");
  expect(formatDuration(90_000_000, en)).toBe("1 d 1 h");
  expect(formatDuration(30_000, zh)).toBe("不到 1 分");
});

test("distances and areas take the unit that people read", () => {
  expect(formatDistance(42.4, zh)).toBe("42 米");
  expect(formatDistance(1234, en)).toBe("1.23 km");
  expect(formatArea(56_000, zh)).toBe("5.6 公顷");
  expect(formatArea(12_340_000, en)).toBe("12.34 km²");
});
