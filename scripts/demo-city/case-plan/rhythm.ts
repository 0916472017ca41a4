/** When it happens: working days, weekends, holidays, storms, and no report from the future. */
import type { WorkCalendar } from "../../../web/src/domain/clocks/work-calendar.ts";
import { type Random, randomFor } from "../random.ts";
import { drawIndex } from "./class-mix.ts";

export const DAY_MS = 86_400_000;
/** The demo city keeps Beijing time, which has no summer time. */
export const ZONE_OFFSET_MS = 8 * 3_600_000;

export interface DayPlan {
  /** Local midnight. */
  readonly startMs: number;
  readonly month: number;
  readonly count: number;
}

export function localDay(ms: number): number {
  return Math.floor((ms + ZONE_OFFSET_MS) / DAY_MS);
}

function dayWeight(day: number, calendar: WorkCalendar, random: Random): number {
  const weekday = (day + 4) % 7;
  const reason = calendar.reasonOff(day);
  const base = reason === null ? 1 : reason === "weekend" ? 0.78 : 0.6;
  const monday = weekday === 1 ? 1.12 : 1;
  const year = 1 + 0.1 * Math.sin((day / 365.25) * 2 * Math.PI - 1.2);
  return base * monday * year * (1 + 0.07 * random.normal()) * (random.chance(0.012) ? 1.6 : 1);
}

/** The days that end with the present one, and how many reports each has. */
export function planDays(options: {
  nowMs: number;
  days: number;
  total: number;
  calendar: WorkCalendar;
  seed: number;
}): DayPlan[] {
  const { nowMs, days, total, calendar, seed } = options;
  const random = randomFor(seed, "days");
  const today = localDay(nowMs);
  const weights = Array.from({ length: days }, (_, i) =>
    Math.max(0.2, dayWeight(today - days + 1 + i, calendar, random)),
  );
  const sum = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight, i) => {
    const startMs = (today - days + 1 + i) * DAY_MS - ZONE_OFFSET_MS;
    const month = new Date(startMs + ZONE_OFFSET_MS).getUTCMonth();
    return { startMs, month, count: Math.round((total * weight) / sum) };
  });
}

/** A moment of the day by the hours' weights. */
export function momentOf(day: DayPlan, hours: readonly number[], random: Random): number {
  const hour = drawIndex(hours, random);
  return day.startMs + hour * 3_600_000 + Math.floor(random.next() * 3_600_000);
}
