import { toInstantMs } from "../clocks/zoned-time.ts";

const localPattern =
  /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,6}))?)?)?$/;
const zonePattern = /(?:Z|[+-]\d{2}(?::?\d{2})?)$/;
const msPerMinute = 60_000;

/**
 * An instant in Unix ms from a source's text: ISO with an offset, or a wall-clock reading of the city
 * (2018-01-01 02:39:14, 2018/1/1 2:39, 2018年1月1日). null: unreadable.
 */
export function parseSourceTime(text: string, timeZone: string): number | null {
  const trimmed = text.trim();
  if (/\d:\d/.test(trimmed) && zonePattern.test(trimmed)) {
    const instant = Date.parse(trimmed.replace(" ", "T"));
    return Number.isNaN(instant) ? null : instant;
  }
  const found = localPattern.exec(trimmed);
  if (!found) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  const fractionMs = Math.floor(Number(`0.${found[7] ?? "0"}`) * 1000);
  const wallMs = Date.UTC(year, month - 1, day, hour, minute);
  if (!isRealDate(wallMs, { year, month, day, hour, minute }) || second > 59) return null;
  return toInstantMs(wallMs / msPerMinute, timeZone) + second * 1000 + fractionMs;
}

type WallClock = { year: number; month: number; day: number; hour: number; minute: number };

/** 31 February rolls over in Date.UTC; a reading that moved is no date. */
function isRealDate(wallMs: number, wanted: WallClock): boolean {
  const made = new Date(wallMs);
  return (
    made.getUTCFullYear() === wanted.year &&
    made.getUTCMonth() === wanted.month - 1 &&
    made.getUTCDate() === wanted.day &&
    made.getUTCHours() === wanted.hour &&
    made.getUTCMinutes() === wanted.minute
  );
}
