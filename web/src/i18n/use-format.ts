import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { create } from "zustand";
import {
  type FormatContext,
  formatArea,
  formatClock,
  formatDate,
  formatDateTime,
  formatDistance,
  formatDuration,
  formatNumber,
  formatShare,
} from "./format.ts";

/** The zone the city lives in, set once who is signed in is known. */
export const useCityTimeZone = create<{ timeZone: string }>(() => ({ timeZone: "Asia/Shanghai" }));

/** The formatters in the language of the page and the time of the city. */
export function useFormat() {
  const { i18n } = useTranslation();
  const timeZone = useCityTimeZone((state) => state.timeZone);
  const language = i18n.language;
  return useMemo(() => boundFormat({ language, timeZone }), [language, timeZone]);
}

function boundFormat(context: FormatContext) {
  return {
    language: context.language,
    number: (value: number) => formatNumber(value, context),
    share: formatShare,
    duration: (durationMs: number) => formatDuration(durationMs, context),
    date: (time: string | number) => formatDate(time, context),
    dateTime: (time: string | number) => formatDateTime(time, context),
    clock: (time: string | number) => formatClock(time, context),
    distance: (meters: number) => formatDistance(meters, context),
    area: (squareMeters: number) => formatArea(squareMeters, context),
    /** The name in the language of the page, Chinese where there is no English one. */
    name: (thing: { name: string; name_en?: string | null }) =>
      context.language === "en" && thing.name_en ? thing.name_en : thing.name,
  };
}
