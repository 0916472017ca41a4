import { fromIsoDay, minutesPerDay, toIsoDay } from "./zoned-time.ts";

/** A day that differs from the plain week: a holiday, or a make-up working day (调休). */
export type SpecialDay = { readonly day: string; readonly workday: boolean; readonly name: string };

/** Minutes of the day, half open: a start at `endMinute` lies outside. */
export type WorkWindow = { readonly startMinute: number; readonly endMinute: number };

export type WorkRules = {
  readonly timeZone: string;
  /** Years whose notice the State Council has published; any other year is provisional. */
  readonly publishedYears: readonly number[];
  readonly specialDays: readonly SpecialDay[];
  /** Ascending and apart from each other. */
  readonly windows: readonly WorkWindow[];
};

export type WorkCalendar = {
  readonly timeZone: string;
  readonly windows: readonly WorkWindow[];
  isWorkday(day: number): boolean;
  /** Why nobody works that day: the holiday's name, or `weekend`; null on a working day. */
  reasonOff(day: number): string | null;
  isProvisional(day: number): boolean;
};

/** @throws RangeError where windows overlap, are empty or leave the day. */
export function buildWorkCalendar(rules: WorkRules): WorkCalendar {
  assertWindows(rules.windows);
  const special = new Map(rules.specialDays.map((entry) => [fromIsoDay(entry.day), entry]));
  const published = new Set(rules.publishedYears);
  const isWeekend = (day: number) => (day + 4) % 7 === 0 || (day + 4) % 7 === 6;
  const isWorkday = (day: number) => special.get(day)?.workday ?? !isWeekend(day);
  return {
    timeZone: rules.timeZone,
    windows: rules.windows,
    isWorkday,
    reasonOff: (day) => (isWorkday(day) ? null : (special.get(day)?.name ?? "weekend")),
    isProvisional: (day) => !published.has(Number(toIsoDay(day).slice(0, 4))),
  };
}

function assertWindows(windows: readonly WorkWindow[]): void {
  let lastEnd = 0;
  for (const { startMinute, endMinute } of windows) {
    if (startMinute < lastEnd || endMinute <= startMinute || endMinute > minutesPerDay) {
      throw new RangeError(
        `work window ${startMinute}–${endMinute} overlaps, is empty or leaves the day`,
      );
    }
    lastEnd = endMinute;
  }
  if (windows.length === 0) throw new RangeError("no work window");
}
