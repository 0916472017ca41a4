import { useTranslation } from "react-i18next";

/** What a setting is called; a newer server's unknown key is shown as it is. */
export function useSettingName(): (key: string) => string {
  const { t } = useTranslation("admin");
  return (key) => t(`setting.names.${key}`, { defaultValue: key });
}
