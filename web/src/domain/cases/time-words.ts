import { type CaseClock, clockState } from "./overdue.ts";
import { isOpenState } from "./stages.ts";

export type Locale = "zh-CN" | "en";

const minuteS = 60;
const hourS = 3600;
const dayS = 86_400;

const units: Record<Locale, { day: string; hour: string; minute: string; under: string }> = {
  "zh-CN": { day: "天", hour: "小时", minute: "分", under: "不到 1 分" },
  en: { day: "d", hour: "h", minute: "min", under: "under 1 min" },
};

/** Two largest units, rounded down: 3 小时 20 分, 2 天 5 小时, 43 分. */
export function durationWords(durationS: number, locale: Locale): string {
  const words = units[locale];
  const total = Math.max(0, Math.floor(durationS));
  if (total < minuteS) return words.under;
  const days = Math.floor(total / dayS);
  const hours = Math.floor((total % dayS) / hourS);
  const minutes = Math.floor((total % hourS) / minuteS);
  if (days > 0) return join([days, words.day], [hours, words.hour]);
  return join([hours, words.hour], [minutes, words.minute]);
}

function join(...parts: [number, string][]): string {
  return parts
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(" ");
}

/** The clock of a case as a person says it: 还剩 43 分, 超期 3 小时 20 分, 缓办（停时）. */
export function clockWords(clock: CaseClock, nowS: number, locale: Locale): string {
  const zh = locale === "zh-CN";
  if (!isOpenState(clock.state)) return closedWords(clock, locale);
  switch (clockState(clock, nowS)) {
    case "suspended":
      return zh ? "缓办（停时）" : "Suspended (clock stopped)";
    case "overdue": {
      const late = durationWords(nowS - (clock.deadlineAtS ?? nowS), locale);
      return zh ? `超期 ${late}` : `Overdue ${late}`;
    }
    case "plenty":
    case "short": {
      const left = durationWords((clock.deadlineAtS ?? nowS) - nowS, locale);
      return zh ? `还剩 ${left}` : `${left} left`;
    }
    case "untimed":
    case "closed":
      return zh ? "尚未计时" : "No clock yet";
  }
}

function closedWords(clock: CaseClock, locale: Locale): string {
  const zh = locale === "zh-CN";
  const closedAtS = clock.closedAtS ?? null;
  if (closedAtS === null || clock.deadlineAtS === null) return zh ? "已结束" : "Ended";
  if (closedAtS <= clock.deadlineAtS) return zh ? "按期结束" : "Ended in time";
  const late = durationWords(closedAtS - clock.deadlineAtS, locale);
  return zh ? `超期 ${late}结束` : `Ended ${late} late`;
}

/** How long ago, for lists: 刚刚, 12 分前, 3 小时前; older than a day is said as a date by the caller. */
export function agoWords(atS: number, nowS: number, locale: Locale): string | null {
  const age = nowS - atS;
  const zh = locale === "zh-CN";
  if (age >= dayS) return null;
  if (age < minuteS) return zh ? "刚刚" : "just now";
  const count = age < hourS ? Math.floor(age / minuteS) : Math.floor(age / hourS);
  const unit = age < hourS ? (zh ? "分" : "min") : zh ? "小时" : "h";
  return zh ? `${count} ${unit}前` : `${count} ${unit} ago`;
}
