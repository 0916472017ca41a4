import type { LimitUnit } from "./limit.ts";

/**
 * Deadlines worked by hand from the State Council's holiday notices for 2025 and 2026 (国办发明电〔2024〕12号,
 * 〔2025〕7号) before any code was written. Local times of Asia/Shanghai; work windows 08:30–12:00, 14:00–17:30.
 * Never change an answer to please the code.
 */
export type OracleRow = {
  readonly start: string;
  readonly value: number;
  readonly unit: LimitUnit;
  readonly deadline: string;
  readonly provisional?: true;
  readonly why: string;
};

const row = (
  start: string,
  value: number,
  unit: LimitUnit,
  deadline: string,
  why: string,
): OracleRow => ({ start, value, unit, deadline, why });
const provisional = (oracle: OracleRow): OracleRow => ({ ...oracle, provisional: true });

export const urgentRows: readonly OracleRow[] = [
  row("2026-11-23 10:00", 2, "urgent_work_hour", "2026-11-23 12:00", "runs through lunch"),
  row("2026-11-23 23:30", 2, "urgent_work_hour", "2026-11-24 01:30", "runs through the night"),
  row("2026-10-03 14:05", 1, "urgent_work_hour", "2026-10-03 15:05", "National Day counts"),
  row("2026-12-31 23:00", 4, "urgent_work_hour", "2027-01-01 03:00", "year end, no calendar asked"),
  row("2026-02-16 22:15", 2, "urgent_work_hour", "2026-02-17 00:15", "New Year's Eve"),
  row("2028-02-28 23:00", 2, "urgent_work_hour", "2028-02-29 01:00", "leap day"),
  row("2026-11-23 10:00", 1, "urgent_work_day", "2026-11-24 10:00", "24 hours"),
  row("2026-11-27 16:45", 2, "urgent_work_day", "2026-11-29 16:45", "over a weekend"),
  row("2026-09-30 18:00", 1, "urgent_work_day", "2026-10-01 18:00", "into a holiday"),
  row("2026-12-31 09:00", 2, "urgent_work_day", "2027-01-02 09:00", "over New Year"),
  row("2026-02-27 12:30", 2, "urgent_work_day", "2026-03-01 12:30", "end of February"),
];

export const workHourRows: readonly OracleRow[] = [
  row("2026-11-23 09:00", 2, "work_hour", "2026-11-23 11:00", "inside the morning"),
  row("2026-11-23 11:00", 2, "work_hour", "2026-11-23 15:00", "lunch does not count"),
  row("2026-11-23 16:30", 2, "work_hour", "2026-11-24 09:30", "the evening does not count"),
  row("2026-11-23 10:00", 2, "work_hour", "2026-11-23 12:00", "ends at the window's end"),
  row("2026-11-23 15:30", 2, "work_hour", "2026-11-23 17:30", "ends at closing time"),
  row("2026-11-23 12:30", 2, "work_hour", "2026-11-23 16:00", "starts at lunch"),
  row("2026-11-23 07:00", 4, "work_hour", "2026-11-23 14:30", "starts before opening"),
  row("2026-11-23 20:00", 2, "work_hour", "2026-11-24 10:30", "starts in the evening"),
  row("2026-11-27 16:30", 4, "work_hour", "2026-11-30 11:30", "Friday into Monday"),
  row("2026-11-28 10:00", 2, "work_hour", "2026-11-30 10:30", "starts on Saturday"),
  row("2026-09-20 10:00", 2, "work_hour", "2026-09-20 12:00", "make-up Sunday"),
  row("2026-10-10 16:00", 4, "work_hour", "2026-10-12 11:00", "make-up Saturday, then Monday"),
  row("2026-09-30 17:00", 2, "work_hour", "2026-10-08 10:00", "over National Day"),
  row("2026-10-03 12:00", 4, "work_hour", "2026-10-08 14:30", "starts in National Day"),
  row("2026-02-14 15:00", 4, "work_hour", "2026-02-24 10:00", "over Spring Festival"),
  row(
    "2026-02-28 09:00",
    2,
    "work_hour",
    "2026-02-28 11:00",
    "make-up Saturday after the festival",
  ),
  row("2026-02-21 09:00", 2, "work_hour", "2026-02-24 10:30", "starts in Spring Festival"),
  provisional(
    row("2026-12-31 16:30", 2, "work_hour", "2027-01-04 09:30", "into an unpublished year"),
  ),
  row("2025-12-31 17:00", 2, "work_hour", "2026-01-04 10:00", "make-up Sunday after New Year"),
  row("2026-01-04 08:30", 7, "work_hour", "2026-01-04 17:30", "a whole make-up day"),
  row("2026-01-04 08:30", 8, "work_hour", "2026-01-05 09:30", "one hour more"),
  row("2025-01-26 14:00", 2, "work_hour", "2025-01-26 16:00", "make-up Sunday 2025"),
  row("2025-01-27 16:00", 4, "work_hour", "2025-02-05 11:00", "over Spring Festival 2025"),
  row("2026-11-23 17:30", 2, "work_hour", "2026-11-24 10:30", "closing time is outside"),
  row("2026-11-23 12:00", 1, "work_hour", "2026-11-23 15:00", "noon is outside"),
  row("2026-11-23 11:59", 1, "work_hour", "2026-11-23 14:59", "one minute before noon"),
  row("2026-04-03 17:29", 1, "work_hour", "2026-04-07 09:29", "one minute before Qingming"),
];

export const workDayRows: readonly OracleRow[] = [
  row("2026-11-23 10:00", 1, "work_day", "2026-11-24 10:00", "same clock time"),
  row("2026-11-27 15:00", 1, "work_day", "2026-11-30 15:00", "over a weekend"),
  row("2026-11-27 15:00", 5, "work_day", "2026-12-04 15:00", "a working week"),
  row("2026-11-23 12:30", 1, "work_day", "2026-11-24 14:00", "lunch: from the next opening"),
  row("2026-11-23 17:30", 1, "work_day", "2026-11-25 08:30", "closing time: from the next morning"),
  row("2026-11-23 06:00", 2, "work_day", "2026-11-25 08:30", "before opening"),
  row("2026-11-28 11:00", 1, "work_day", "2026-12-01 08:30", "starts on Saturday"),
  row("2026-09-30 10:00", 1, "work_day", "2026-10-08 10:00", "over National Day"),
  row("2026-09-30 10:00", 3, "work_day", "2026-10-10 10:00", "ends on a make-up Saturday"),
  row("2026-09-30 10:00", 4, "work_day", "2026-10-12 10:00", "the Monday after"),
  row("2026-09-18 16:00", 1, "work_day", "2026-09-20 16:00", "ends on a make-up Sunday"),
  row("2026-09-18 16:00", 2, "work_day", "2026-09-21 16:00", "the Monday after"),
  row("2026-02-13 09:00", 1, "work_day", "2026-02-14 09:00", "make-up Saturday"),
  row("2026-02-13 09:00", 2, "work_day", "2026-02-24 09:00", "over Spring Festival"),
  row("2026-02-13 09:00", 5, "work_day", "2026-02-27 09:00", "the festival's week"),
  row("2026-02-13 09:00", 6, "work_day", "2026-02-28 09:00", "ends on a make-up Saturday"),
  row("2026-04-30 14:30", 1, "work_day", "2026-05-06 14:30", "over Labour Day"),
  row("2026-04-30 14:30", 4, "work_day", "2026-05-09 14:30", "make-up Saturday in May"),
  row("2026-04-30 14:30", 5, "work_day", "2026-05-11 14:30", "the Monday after"),
  row("2026-06-18 11:00", 1, "work_day", "2026-06-22 11:00", "over Dragon Boat"),
  row("2026-09-24 17:00", 1, "work_day", "2026-09-28 17:00", "over Mid-Autumn"),
  provisional(row("2026-12-31 10:00", 1, "work_day", "2027-01-04 10:00", "unpublished year")),
  row("2026-12-30 10:00", 1, "work_day", "2026-12-31 10:00", "ends before the year does"),
  row("2025-12-31 10:00", 1, "work_day", "2026-01-04 10:00", "make-up Sunday in January"),
  row("2025-09-27 10:00", 1, "work_day", "2025-09-29 08:30", "Saturday before a make-up Sunday"),
  row("2025-09-30 16:00", 2, "work_day", "2025-10-10 16:00", "eight days off in 2025"),
  row("2025-09-30 16:00", 3, "work_day", "2025-10-11 16:00", "make-up Saturday 2025"),
  row("2026-11-23 10:00", 7, "work_day", "2026-12-02 10:00", "seven working days"),
];

export const naturalDayRows: readonly OracleRow[] = [
  row("2026-11-23 10:00", 1, "natural_day", "2026-11-25 00:00", "24:00 of the 24th"),
  row("2026-02-14 08:00", 3, "natural_day", "2026-02-18 00:00", "holidays count"),
  row("2026-12-31 23:59", 1, "natural_day", "2027-01-02 00:00", "year end"),
  row("2028-02-28 12:00", 1, "natural_day", "2028-03-01 00:00", "leap day"),
];

export type ExtensionRow = {
  readonly deadline: string;
  readonly value: number;
  readonly unit: LimitUnit;
  readonly extended: string;
};
const extension = (
  deadline: string,
  value: number,
  unit: LimitUnit,
  extended: string,
): ExtensionRow => ({
  deadline,
  value,
  unit,
  extended,
});

/** One granted extension adds the original limit once more, from the old deadline. */
export const extensionRows: readonly ExtensionRow[] = [
  extension("2026-11-23 11:00", 2, "work_hour", "2026-11-23 15:00"),
  extension("2026-11-23 17:30", 2, "work_hour", "2026-11-24 10:30"),
  extension("2026-11-24 10:00", 1, "work_day", "2026-11-25 10:00"),
  extension("2026-09-18 16:00", 1, "work_day", "2026-09-20 16:00"),
  extension("2026-11-25 00:00", 1, "natural_day", "2026-11-26 00:00"),
  extension("2026-11-23 12:00", 2, "urgent_work_hour", "2026-11-23 14:00"),
];

export type PauseRow = {
  readonly unit: LimitUnit;
  readonly deadline: string;
  readonly pausedAt: string;
  readonly resumedAt: string;
  readonly moved: string;
};
const pause = (
  unit: LimitUnit,
  deadline: string,
  pausedAt: string,
  resumedAt: string,
  moved: string,
): PauseRow => ({
  unit,
  deadline,
  pausedAt,
  resumedAt,
  moved,
});

/** What was left when the clock stopped is given again from the moment it starts. */
export const pauseRows: readonly PauseRow[] = [
  pause(
    "work_hour",
    "2026-11-23 15:00",
    "2026-11-23 10:00",
    "2026-11-25 09:00",
    "2026-11-25 12:00",
  ),
  pause("work_day", "2026-10-08 10:00", "2026-09-30 15:00", "2026-10-09 08:30", "2026-10-09 14:30"),
  pause(
    "urgent_work_day",
    "2026-11-25 10:00",
    "2026-11-24 10:00",
    "2026-11-30 08:00",
    "2026-12-01 08:00",
  ),
  pause(
    "natural_day",
    "2026-11-27 00:00",
    "2026-11-24 09:00",
    "2026-11-30 09:00",
    "2026-12-03 00:00",
  ),
  pause(
    "work_hour",
    "2026-11-24 11:00",
    "2026-11-23 20:00",
    "2026-11-28 10:00",
    "2026-11-30 11:00",
  ),
];
