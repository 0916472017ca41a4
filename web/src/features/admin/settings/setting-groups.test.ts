import { expect, test } from "vitest";
import type { Setting } from "../../../domain/schemas/setting.ts";
import { formatSettingValue, groupSettings, parseSettingValue } from "./setting-groups.ts";

function version(key: string, value: unknown, validFrom: string | null): Setting {
  return { key, value, valid_from: validFrom, set_by_name: null, set_at: null, reason: null };
}

const NOW_MS = Date.parse("2026-11-23T08:00:00Z");

test("the newest version that has begun is in force, the soonest that has not comes next", () => {
  const [group] = groupSettings(
    [
      version("failures_to_expose", 3, null),
      version("failures_to_expose", 5, "2027-01-01T00:00:00Z"),
      version("failures_to_expose", 4, "2026-01-01T00:00:00Z"),
      version("failures_to_expose", 6, "2028-01-01T00:00:00Z"),
    ],
    NOW_MS,
  );
  expect(group?.current?.value).toBe(4);
  expect(group?.next?.value).toBe(5);
  expect(group?.versions.map(({ value }) => value)).toEqual([6, 5, 4, 3]);
});

test("a value keeps its type: a number stays a number, text is not read as JSON", () => {
  expect(parseSettingValue("15", 5)).toEqual({ value: 15 });
  expect(parseSettingValue("12319", "110")).toEqual({ value: "12319" });
  expect(parseSettingValue("fifteen", 5)).toBeNull();
  expect(parseSettingValue('"15"', 5)).toBeNull();
  expect(parseSettingValue("{}", [1])).toBeNull();
});

test("a value is shown in words", () => {
  expect(formatSettingValue(true, (key) => key)).toBe("setting.yes");
  expect(formatSettingValue(undefined, (key) => key)).toBe("—");
  expect(formatSettingValue([1, 2], (key) => key)).toBe("[1,2]");
});
