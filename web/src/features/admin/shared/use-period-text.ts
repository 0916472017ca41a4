import { useTranslation } from "react-i18next";
import { useFormat } from "../../../i18n/use-format.ts";

/** A period in words: from when, until when, or without end; nothing said twice. */
export function usePeriodText(): (period: { from: string | null; to: string | null }) => string {
  const { t } = useTranslation("admin");
  const format = useFormat();
  return ({ from, to }) => {
    if (from === null && to === null) return t("period.endless");
    if (to === null) return t("period.since", { from: format.dateTime(from ?? "") });
    if (from === null) return t("period.until", { to: format.dateTime(to) });
    return t("period.span", { from: format.dateTime(from), to: format.dateTime(to) });
  };
}
