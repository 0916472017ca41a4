import { useState } from "react";
import { useCityTimeZone } from "../../i18n/use-format.ts";
import { useNowSeconds } from "../../ui/use-now.ts";

/** Midnight of the city's day as ISO; changes once a day. */
export function useDayStart(): string {
  const timeZone = useCityTimeZone((state) => state.timeZone);
  const nowS = useNowSeconds(60_000);
  const [known, setKnown] = useState(() => dayStart(nowS, timeZone));
  const now = dayStart(nowS, timeZone);
  if (now !== known) setKnown(now);
  return now;
}

/** Midnight before `nowS` in a zone; zones with daylight saving are an hour off twice a year, for one day. */
export function dayStart(nowS: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  }).formatToParts(new Date(nowS * 1000));
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value ?? 0);
  const sinceMidnightS = part("hour") * 3600 + part("minute") * 60 + part("second");
  return new Date((Math.floor(nowS) - sinceMidnightS) * 1000).toISOString();
}
