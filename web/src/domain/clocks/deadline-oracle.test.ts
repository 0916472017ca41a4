import { expect, test } from "vitest";
import calendar2526 from "../../../../data/calendars/state-council.json" with { type: "json" };
import { deadlineOf, extendDeadline } from "./deadline.ts";
import {
  extensionRows,
  naturalDayRows,
  type OracleRow,
  pauseRows,
  urgentRows,
  workDayRows,
  workHourRows,
} from "./deadline-oracle.fixture.ts";
import { deadlineAfterPause } from "./pause.ts";
import { buildWorkCalendar } from "./work-calendar.ts";

const calendar = buildWorkCalendar({
  timeZone: "Asia/Shanghai",
  publishedYears: calendar2526.years.filter((year) => year.published).map((year) => year.year),
  specialDays: calendar2526.days,
  windows: [
    { startMinute: 510, endMinute: 720 },
    { startMinute: 840, endMinute: 1050 },
  ],
});
const at = (local: string): number => Date.parse(`${local.replace(" ", "T")}:00+08:00`);
const say = (ms: number): string =>
  new Date(ms + 8 * 3_600_000).toISOString().slice(0, 16).replace("T", " ");

const rows: readonly OracleRow[] = [
  ...urgentRows,
  ...workHourRows,
  ...workDayRows,
  ...naturalDayRows,
];

test("the oracle holds at least 60 deadlines worked by hand", () => {
  expect(rows.length + extensionRows.length + pauseRows.length).toBeGreaterThanOrEqual(60);
});

test.each(rows)("$start + $value $unit is $deadline: $why", (row) => {
  const { deadlineMs, derivation } = deadlineOf(at(row.start), row, calendar);
  expect(say(deadlineMs)).toBe(row.deadline);
  expect(derivation.provisionalYears.length > 0).toBe(row.provisional === true);
});

test.each(extensionRows)("a deadline $deadline extended by $value $unit is $extended", (row) => {
  expect(say(extendDeadline(at(row.deadline), row, calendar).deadlineMs)).toBe(row.extended);
});

test.each(pauseRows)(
  "$unit due $deadline, stopped $pausedAt to $resumedAt, is due $moved",
  (row) => {
    const moved = deadlineAfterPause(
      {
        unit: row.unit,
        deadlineMs: at(row.deadline),
        pausedAtMs: at(row.pausedAt),
        resumedAtMs: at(row.resumedAt),
      },
      calendar,
    );
    expect(say(moved)).toBe(row.moved);
  },
);

test("a started minute is given away: 10:00:30 plus two hours is 12:01", () => {
  const { deadlineMs } = deadlineOf(
    at("2026-11-23 10:00") + 30_000,
    { value: 2, unit: "urgent_work_hour" },
    calendar,
  );
  expect(say(deadlineMs)).toBe("2026-11-23 12:01");
});
