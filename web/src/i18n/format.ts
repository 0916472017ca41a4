/** Numbers, times and durations for people. Pure: language, zone and now are arguments. */

export type FormatContext = { language: string; timeZone: string };

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

function isChinese(language: string): boolean {
  return language.startsWith("zh");
}

export function formatNumber(value: number, { language }: Pick<FormatContext, "language">): string {
  return new Intl.NumberFormat(language).format(value);
}

/** A share of one as per cent with one decimal: `92.4 %`. */
export function formatShare(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

/** Two largest units: `3 小时 20 分`, `3 h 20 min`. The sign is the caller's. */
export function formatDuration(
  durationMs: number,
  { language }: Pick<FormatContext, "language">,
): string {
  const total = Math.abs(durationMs);
  const units = isChinese(language)
    ? { day: " 天", hour: " 小时", minute: " 分" }
    : { day: " d", hour: " h", minute: " min" };
  if (total < MINUTE_MS) return isChinese(language) ? "不到 1 分" : "under 1 min";
  const days = Math.floor(total / DAY_MS);
  const hours = Math.floor((total % DAY_MS) / HOUR_MS);
  const minutes = Math.floor((total % HOUR_MS) / MINUTE_MS);
  const parts = [
    days > 0 ? `${days}${units.day}` : "",
    hours > 0 ? `${hours}${units.hour}` : "",
    minutes > 0 && days === 0 ? `${minutes}${units.minute}` : "",
  ];
  return parts.filter((part) => part !== "").join(" ");
}

/** `2026-11-23 (周一)`. */
export function formatDate(time: string | number, { language, timeZone }: FormatContext): string {
  const parts = timeParts(time, { language, timeZone });
  return `${parts.year}-${parts.month}-${parts.day} (${parts.weekday})`;
}

/** `2026-11-23 14:20`, in the city's time whatever the desk's clock says. */
export function formatDateTime(time: string | number, context: FormatContext): string {
  const parts = timeParts(time, context);
  return `${parts.year}-${parts.month}-${parts.day} ${parts.hour}:${parts.minute}`;
}

/** `14:20:31`. */
export function formatClock(time: string | number, context: FormatContext): string {
  const parts = timeParts(time, context);
  return `${parts.hour}:${parts.minute}:${parts.second}`;
}

export function formatDistance(
  meters: number,
  { language }: Pick<FormatContext, "language">,
): string {
  const chinese = isChinese(language);
  if (meters < 1000) return `${Math.round(meters)} ${chinese ? "米" : "m"}`;
  return `${(meters / 1000).toFixed(meters < 10_000 ? 2 : 1)} ${chinese ? "公里" : "km"}`;
}

/** Square kilometres, two decimals; hectares below one. */
export function formatArea(
  squareMeters: number,
  { language }: Pick<FormatContext, "language">,
): string {
  const chinese = isChinese(language);
  if (squareMeters < 1_000_000) {
    return `${(squareMeters / 10_000).toFixed(1)} ${chinese ? "公顷" : "ha"}`;
  }
  return `${(squareMeters / 1_000_000).toFixed(2)} ${chinese ? "平方公里" : "km²"}`;
}

function timeParts(time: string | number, { language, timeZone }: FormatContext) {
  const formatter = partsFormatter(language, timeZone);
  const parts: Record<string, string> = {};
  for (const { type, value } of formatter.formatToParts(new Date(time))) parts[type] = value;
  return {
    year: parts.year ?? "",
    month: parts.month ?? "",
    day: parts.day ?? "",
    weekday: parts.weekday ?? "",
    hour: parts.hour ?? "",
    minute: parts.minute ?? "",
    second: parts.second ?? "",
  };
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter costs far more than using it; lists format hundreds of times. */
function partsFormatter(language: string, timeZone: string): Intl.DateTimeFormat {
  const key = `${language}|${timeZone}`;
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(language, {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    weekday: "short",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  });
  formatters.set(key, made);
  return made;
}
