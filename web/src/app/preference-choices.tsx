import { Segmented } from "antd";
import { useTranslation } from "react-i18next";
import { type Language, type ThemeChoice as Theme, usePreferences } from "../ui/preferences.ts";

const THEMES: readonly Theme[] = ["auto", "light", "dark"];
/** Each language under its own name, so that whoever needs it can read it. */
const LANGUAGE_OPTIONS: { value: Language; label: string }[] = [
  { value: "zh-CN", label: "中文" },
  { value: "en", label: "English" },
];

export function ThemeChoice() {
  const { t } = useTranslation("shell");
  const theme = usePreferences((state) => state.theme);
  const setTheme = usePreferences((state) => state.setTheme);
  return (
    <Segmented<Theme>
      aria-label={t("theme.label")}
      block
      value={theme}
      options={THEMES.map((value) => ({ value, label: t(`theme.${value}`) }))}
      onChange={setTheme}
    />
  );
}

export function LanguageChoice() {
  const { t } = useTranslation("shell");
  const language = usePreferences((state) => state.language);
  const setLanguage = usePreferences((state) => state.setLanguage);
  return (
    <Segmented<Language>
      aria-label={t("language.label")}
      block
      value={language}
      options={LANGUAGE_OPTIONS}
      onChange={setLanguage}
    />
  );
}
