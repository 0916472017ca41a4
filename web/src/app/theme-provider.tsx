import { App as AntdApp, ConfigProvider } from "antd";
import enUS from "antd/locale/en_US";
import zhCN from "antd/locale/zh_CN";
import dayjs from "dayjs";
import "dayjs/locale/zh-cn";
import i18next from "i18next";
import { type ReactNode, useLayoutEffect } from "react";
import { antdTheme } from "../ui/antd-theme.ts";
import { cssVariables } from "../ui/css-variables.ts";
import { usePreferences } from "../ui/preferences.ts";
import { FONT_FAMILY, PALETTES } from "../ui/tokens.ts";
import { useReducedMotion } from "../ui/use-media.ts";
import { useThemeName } from "../ui/use-theme.ts";

type ThemeProviderProps = { nonce: string | undefined; children: ReactNode };

/** Colours and language for everything below: style sheets by CSS variables, components by the theme. */
export function ThemeProvider({ nonce, children }: ThemeProviderProps) {
  const name = useThemeName();
  const language = usePreferences((state) => state.language);
  const reducedMotion = useReducedMotion();
  const palette = PALETTES[name];
  useLayoutEffect(() => {
    const { style, dataset } = document.documentElement;
    for (const [variable, value] of cssVariables(palette)) style.setProperty(variable, value);
    style.setProperty("--wg-font", FONT_FAMILY);
    style.colorScheme = name;
    dataset.theme = name;
  }, [name, palette]);
  useLayoutEffect(() => {
    document.documentElement.lang = language;
    dayjs.locale(language === "en" ? "en" : "zh-cn");
    void i18next.changeLanguage(language);
  }, [language]);
  return (
    <ConfigProvider
      locale={language === "en" ? enUS : zhCN}
      theme={antdTheme({ name, palette, reducedMotion })}
      componentSize="middle"
      button={{ autoInsertSpace: false }}
      {...(nonce ? { csp: { nonce } } : {})}
    >
      <AntdApp component={false}>{children}</AntdApp>
    </ConfigProvider>
  );
}
