// Writes data/calendars/state-council.json from `chinese-days`: which days differ from the plain week, and why.
// Run it when the State Council has published a new year: npx tsx scripts/calendars/render.ts
import { writeFileSync } from "node:fs";
import chineseDays from "chinese-days/dist/chinese-days.json" with { type: "json" };

type Source = { holidays: Record<string, string>; workdays: Record<string, string> };
type Day = { day: string; workday: boolean; name: string };

const firstYear = 2023;
const source: Source = chineseDays;

const nameOf = (text: string): string => text.split(",")[1] ?? text;
const daysOf = (entries: Record<string, string>, workday: boolean): Day[] =>
  Object.entries(entries)
    .filter(([day]) => Number(day.slice(0, 4)) >= firstYear)
    .map(([day, text]) => ({
      day,
      workday,
      name: workday ? `${nameOf(text)}调休上班` : nameOf(text),
    }));

const published = [...daysOf(source.holidays, false), ...daysOf(source.workdays, true)];
const lastYear = Math.max(...published.map(({ day }) => Number(day.slice(0, 4))));
const provisionalYear = lastYear + 1;
// Until the notice is out, only the fixed days of 《全国年节及纪念日放假办法》 (2024 revision) are known.
const statutory: Day[] = [
  ["01-01", "元旦"],
  ["05-01", "劳动节"],
  ["05-02", "劳动节"],
  ["10-01", "国庆节"],
  ["10-02", "国庆节"],
  ["10-03", "国庆节"],
].map(([day, name]) => ({ day: `${provisionalYear}-${day}`, workday: false, name: name ?? "" }));

const years = Array.from({ length: provisionalYear - firstYear + 1 }, (_, index) => ({
  year: firstYear + index,
  published: firstYear + index < provisionalYear,
}));
const days = [...published, ...statutory].sort((a, b) => a.day.localeCompare(b.day));
writeFileSync(
  new URL("../../data/calendars/state-council.json", import.meta.url),
  `${JSON.stringify({ source: "chinese-days 1.5.7 (MIT), from the State Council's yearly notices", years, days }, null, 1)}\n`,
);
