import type { WorkCalendar } from "./work-calendar.ts";
import { dayOf, minutesPerDay } from "./zoned-time.ts";

/** A calendar without a working day for this long is wrong, not merely festive. */
const longestBreakDays = 400;

export type WorkSpan = { readonly fromMinutes: number; readonly toMinutes: number };

/** The first working minute at or after `localMinutes`. */
export function nextOpening(localMinutes: number, calendar: WorkCalendar): number {
  const firstDay = dayOf(localMinutes);
  for (let day = firstDay; day < firstDay + longestBreakDays; day += 1) {
    if (!calendar.isWorkday(day)) continue;
    const minute = Math.max(localMinutes - day * minutesPerDay, 0);
    const window = calendar.windows.find(({ endMinute }) => minute < endMinute);
    if (window) return day * minutesPerDay + Math.max(minute, window.startMinute);
  }
  throw new RangeError("the calendar has no working day within 400 days");
}

/** Walks `minutes` of working time; a walk that ends with a window stays at its end. */
export function walkWorkMinutes(
  fromMinutes: number,
  minutes: number,
  calendar: WorkCalendar,
): { readonly endMinutes: number; readonly spans: readonly WorkSpan[] } {
  const spans: WorkSpan[] = [];
  let left = minutes;
  let at = fromMinutes;
  while (left > 0) {
    at = nextOpening(at, calendar);
    const minuteOfDay = at - dayOf(at) * minutesPerDay;
    const window = calendar.windows.find(({ endMinute }) => minuteOfDay < endMinute);
    const take = Math.min(left, (window?.endMinute ?? minuteOfDay) - minuteOfDay);
    spans.push({ fromMinutes: at, toMinutes: at + take });
    at += take;
    left -= take;
  }
  return { endMinutes: at, spans };
}

/** Working minutes in `[fromMinutes, toMinutes)`; 0 where the order is turned. */
export function workMinutesBetween(
  fromMinutes: number,
  toMinutes: number,
  calendar: WorkCalendar,
): number {
  let sum = 0;
  for (let day = dayOf(fromMinutes); day <= dayOf(toMinutes); day += 1) {
    if (!calendar.isWorkday(day)) continue;
    for (const { startMinute, endMinute } of calendar.windows) {
      const from = Math.max(fromMinutes, day * minutesPerDay + startMinute);
      const to = Math.min(toMinutes, day * minutesPerDay + endMinute);
      sum += Math.max(0, to - from);
    }
  }
  return sum;
}

/** The n-th working day after `day`. */
export function workdayAfter(day: number, count: number, calendar: WorkCalendar): number {
  let at = day;
  for (let found = 0, tried = 0; found < count; tried += 1) {
    if (tried > longestBreakDays + 7 * count)
      throw new RangeError("the calendar runs out of working days");
    at += 1;
    if (calendar.isWorkday(at)) found += 1;
  }
  return at;
}
