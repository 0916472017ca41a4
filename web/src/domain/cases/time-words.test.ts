import { expect, test } from "vitest";
import type { CaseClock } from "./overdue.ts";
import { agoWords, clockWords, durationWords } from "./time-words.ts";

const clock: CaseClock = {
  state: "handling",
  suspended: false,
  reportedAtS: 0,
  deadlineAtS: 100_000,
};

test("overdue says by how much, in hours and minutes", () => {
  const nowS = 100_000 + 3 * 3600 + 20 * 60 + 12;
  expect(clockWords(clock, nowS, "zh-CN")).toBe("超期 3 小时 20 分");
  expect(clockWords(clock, nowS, "en")).toBe("Overdue 3 h 20 min");
});

test("time left is said with its largest two units", () => {
  expect(clockWords(clock, 100_000 - 43 * 60, "zh-CN")).toBe("还剩 43 分");
  expect(clockWords(clock, 100_000 - 2 * 3600, "en")).toBe("2 h left");
  expect(durationWords(2 * 86_400 + 5 * 3600 + 59 * 60, "zh-CN")).toBe("2 天 5 小时");
});

test("less than a minute is not said as zero", () => {
  expect(durationWords(59, "zh-CN")).toBe("不到 1 分");
  expect(durationWords(-5, "en")).toBe("under 1 min");
});

test("a suspended case says that its clock stands", () => {
  expect(clockWords({ ...clock, suspended: true }, 999_999, "zh-CN")).toBe("缓办（停时）");
});

test("a closed case says whether it ended in time", () => {
  const closed = { ...clock, state: "written_off", closedAtS: 99_000 };
  expect(clockWords(closed, 500_000, "zh-CN")).toBe("按期结束");
  expect(clockWords({ ...closed, closedAtS: 103_600 }, 500_000, "zh-CN")).toBe("超期 1 小时结束");
  expect(clockWords({ ...closed, closedAtS: null }, 500_000, "en")).toBe("Ended");
});

test("recent instants are said relative to now, older ones are left to a date", () => {
  expect(agoWords(100, 130, "zh-CN")).toBe("刚刚");
  expect(agoWords(0, 720, "zh-CN")).toBe("12 分前");
  expect(agoWords(0, 7200, "en")).toBe("2 h ago");
  expect(agoWords(0, 86_400, "en")).toBeNull();
});
