import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "../../data/me-queries.ts";
import { useCityTimeZone, useFormat } from "../../i18n/use-format.ts";

/** Times are the city's, and the tab carries the city's name. */
export function useCityZone(): void {
  const { city } = useMe();
  const { t } = useTranslation("shell");
  const format = useFormat();
  const timeZone = city?.timezone;
  const title = city ? t("title", { city: format.name(city) }) : t("product");
  useEffect(() => {
    if (timeZone) useCityTimeZone.setState({ timeZone });
  }, [timeZone]);
  useEffect(() => {
    document.title = title;
  }, [title]);
}
