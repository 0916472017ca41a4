import type { LimitUnit } from "./limit.ts";
import type { WorkCalendar } from "./work-calendar.ts";
import { walkWorkMinutes, workMinutesBetween } from "./work-time.ts";
import { dayOf, minutesPerDay, toInstantMs, toLocalMinutes } from "./zoned-time.ts";

export type Pause = {
  readonly unit: LimitUnit;
  readonly deadlineMs: number;
  readonly pausedAtMs: number;
  readonly resumedAtMs: number;
};

/**
 * The deadline after a suspension (缓办): what was left when the clock stopped, in the clock's own time, is given
 * again from the moment it starts. Urgent clocks: wall time; working clocks: working minutes; natural days: whole
 * days. A clock stopped after its deadline has nothing left and does not move.
 */
export function deadlineAfterPause(pause: Pause, calendar: WorkCalendar): number {
  const { unit, deadlineMs, pausedAtMs, resumedAtMs } = pause;
  if (pausedAtMs >= deadlineMs) return deadlineMs;
  if (unit === "urgent_work_hour" || unit === "urgent_work_day") {
    return deadlineMs + (resumedAtMs - pausedAtMs);
  }
  const deadline = toLocalMinutes(deadlineMs, calendar.timeZone);
  const paused = toLocalMinutes(pausedAtMs, calendar.timeZone);
  const resumed = toLocalMinutes(resumedAtMs, calendar.timeZone);
  if (unit === "natural_day") {
    const moved = deadline + (dayOf(resumed) - dayOf(paused)) * minutesPerDay;
    return toInstantMs(moved, calendar.timeZone);
  }
  const left = workMinutesBetween(paused, deadline, calendar);
  return toInstantMs(walkWorkMinutes(resumed, left, calendar).endMinutes, calendar.timeZone);
}
