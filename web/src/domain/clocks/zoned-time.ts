/**
 * Local minutes: whole minutes since 1970-01-01 00:00 of a city's own wall clock. Calendars, windows and working
 * days are counted in them; instants (Unix ms) only enter and leave here.
 */
export const minutesPerDay = 1440;
const msPerMinute = 60_000;

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  });
  formatters.set(timeZone, made);
  return made;
}

/** Since 1972 every zone changes its offset on a quarter of an hour, so one reading of Intl serves it. */
const quarterMs = 15 * msPerMinute;
const firstKeptMs = Date.UTC(1972, 0, 1);
const keptQuarters = 200_000;
const offsets = new Map<string, Map<number, number>>();

/** The wall clock's reading at an instant; seconds are cut off. */
export function toLocalMinutes(instantMs: number, timeZone: string): number {
  if (instantMs < firstKeptMs) return readClock(instantMs, timeZone);
  let known = offsets.get(timeZone);
  if (!known || known.size > keptQuarters) {
    known = new Map();
    offsets.set(timeZone, known);
  }
  const quarter = Math.floor(instantMs / quarterMs);
  let offset = known.get(quarter);
  if (offset === undefined) {
    const startMs = quarter * quarterMs;
    offset = readClock(startMs, timeZone) - startMs / msPerMinute;
    known.set(quarter, offset);
  }
  return Math.floor(instantMs / msPerMinute) + offset;
}

function readClock(instantMs: number, timeZone: string): number {
  const fields: Record<string, number> = {};
  for (const part of formatterOf(timeZone).formatToParts(instantMs)) {
    fields[part.type] = Number(part.value);
  }
  const { year = 1970, month = 1, day = 1, hour = 0, minute = 0 } = fields;
  return Date.UTC(year, month - 1, day, hour, minute) / msPerMinute;
}

/**
 * The instant of a wall-clock reading. A reading that does not exist, or exists twice, is taken with the smaller
 * offset, as PostgreSQL does, so that both sides agree.
 */
export function toInstantMs(localMinutes: number, timeZone: string): number {
  const guessMs = localMinutes * msPerMinute;
  const offsetAt = (instantMs: number) =>
    toLocalMinutes(instantMs, timeZone) - Math.floor(instantMs / msPerMinute);
  const before = offsetAt(guessMs - minutesPerDay * msPerMinute);
  const after = offsetAt(guessMs + minutesPerDay * msPerMinute);
  const fits = [before, after].filter(
    (offset) => toLocalMinutes(guessMs - offset * msPerMinute, timeZone) === localMinutes,
  );
  const offset = fits.length === 1 ? (fits[0] ?? before) : Math.min(before, after);
  return guessMs - offset * msPerMinute;
}

export const dayOf = (localMinutes: number): number => Math.floor(localMinutes / minutesPerDay);

/** Day number (days since 1970-01-01) to `2026-11-23`. */
export const toIsoDay = (day: number): string =>
  new Date(day * minutesPerDay * msPerMinute).toISOString().slice(0, 10);

/** `2026-11-23` to a day number. */
export const fromIsoDay = (isoDay: string): number =>
  Date.parse(`${isoDay}T00:00:00Z`) / (minutesPerDay * msPerMinute);
