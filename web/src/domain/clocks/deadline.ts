import type { Limit } from "./limit.ts";
import type { WorkCalendar } from "./work-calendar.ts";
import { nextOpening, type WorkSpan, walkWorkMinutes, workdayAfter } from "./work-time.ts";
import { dayOf, minutesPerDay, toInstantMs, toIsoDay, toLocalMinutes } from "./zoned-time.ts";

const msPerMinute = 60_000;

export type SkippedDay = { readonly day: string; readonly reason: string };

/** Everything a screen needs to say why it is 14:20. */
export type Derivation = {
  readonly limit: Limit;
  /** Where counting began: the start itself, or the next opening after it. */
  readonly countedFromMs: number;
  readonly spans: readonly WorkSpan[];
  readonly skipped: readonly SkippedDay[];
  readonly provisionalYears: readonly number[];
};
export type Deadline = { readonly deadlineMs: number; readonly derivation: Derivation };

/**
 * The deadline of a limit that starts at an instant, to the minute (a started minute is given away, never taken).
 * urgent_work_hour: 60 wall-clock minutes, day and night. urgent_work_day: 24 of them. work_hour: 60 minutes
 * inside the work windows. work_day: the same clock time n working days later, a start outside a window counting
 * from the next opening. natural_day: 24:00 of the n-th day after the start's (the first day does not count,
 * 民法典 art. 201).
 * @throws RangeError for a limit that is not a positive whole number.
 */
export function deadlineOf(startMs: number, limit: Limit, calendar: WorkCalendar): Deadline {
  assertWhole(limit);
  const start = Math.ceil(startMs / msPerMinute) * msPerMinute;
  if (limit.unit === "urgent_work_hour") return byTheClock(start, limit, 60);
  if (limit.unit === "urgent_work_day") return byTheClock(start, limit, minutesPerDay);
  const local = toLocalMinutes(start, calendar.timeZone);
  if (limit.unit === "natural_day") {
    const end = (dayOf(local) + limit.value + 1) * minutesPerDay;
    return settled({ from: local, end, limit, calendar, spans: [], asksCalendar: false });
  }
  const from = nextOpening(local, calendar);
  if (limit.unit === "work_hour") {
    const { endMinutes, spans } = walkWorkMinutes(from, limit.value * 60, calendar);
    return settled({ from: local, counted: from, end: endMinutes, limit, calendar, spans });
  }
  const day = workdayAfter(dayOf(from), limit.value, calendar);
  const end = day * minutesPerDay + (from - dayOf(from) * minutesPerDay);
  return settled({ from: local, counted: from, end, limit, calendar, spans: [] });
}

/** The original limit once more, from a deadline: closing time counts as inside. */
export function extendDeadline(deadlineMs: number, limit: Limit, calendar: WorkCalendar): Deadline {
  assertWhole(limit);
  if (limit.unit !== "work_day" && limit.unit !== "natural_day") {
    return deadlineOf(deadlineMs, limit, calendar);
  }
  const local = toLocalMinutes(deadlineMs, calendar.timeZone);
  if (limit.unit === "natural_day") {
    const end = local + limit.value * minutesPerDay;
    return settled({ from: local, end, limit, calendar, spans: [], asksCalendar: false });
  }
  const day = workdayAfter(dayOf(local), limit.value, calendar);
  const end = day * minutesPerDay + (local - dayOf(local) * minutesPerDay);
  return settled({ from: local, end, limit, calendar, spans: [] });
}

function assertWhole({ value }: Limit): void {
  if (!Number.isInteger(value) || value < 1)
    throw new RangeError(`a limit of ${value} is not a whole number`);
}

function byTheClock(startMs: number, limit: Limit, minutesPerUnit: number): Deadline {
  return {
    deadlineMs: startMs + limit.value * minutesPerUnit * msPerMinute,
    derivation: { limit, countedFromMs: startMs, spans: [], skipped: [], provisionalYears: [] },
  };
}

type Settled = {
  readonly from: number;
  readonly counted?: number;
  readonly end: number;
  readonly limit: Limit;
  readonly calendar: WorkCalendar;
  readonly spans: readonly WorkSpan[];
  readonly asksCalendar?: boolean;
};

function settled({
  from,
  counted = from,
  end,
  limit,
  calendar,
  spans,
  asksCalendar = true,
}: Settled): Deadline {
  const skipped: SkippedDay[] = [];
  const years = new Set<number>();
  for (let day = dayOf(from); asksCalendar && day <= dayOf(end); day += 1) {
    const reason = calendar.reasonOff(day);
    if (reason !== null) skipped.push({ day: toIsoDay(day), reason });
    if (calendar.isProvisional(day)) years.add(Number(toIsoDay(day).slice(0, 4)));
  }
  return {
    deadlineMs: toInstantMs(end, calendar.timeZone),
    derivation: {
      limit,
      countedFromMs: toInstantMs(counted, calendar.timeZone),
      spans,
      skipped,
      provisionalYears: [...years],
    },
  };
}
