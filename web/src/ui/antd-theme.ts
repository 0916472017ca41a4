import { type ThemeConfig, theme } from "antd";
import { FONT_FAMILY, type Palette, type ThemeName } from "./tokens.ts";

type AntdThemeInput = { name: ThemeName; palette: Palette; reducedMotion: boolean };

/** The component library in our colours: compact, radii 4, one shadow, no colour of its own. */
export function antdTheme({ name, palette, reducedMotion }: AntdThemeInput): ThemeConfig {
  return {
    algorithm: [
      name === "dark" ? theme.darkAlgorithm : theme.defaultAlgorithm,
      theme.compactAlgorithm,
    ],
    token: {
      fontFamily: FONT_FAMILY,
      fontSize: 14,
      fontSizeSM: 12,
      borderRadius: 4,
      controlHeight: 32,
      colorPrimary: palette.accent,
      colorInfo: palette.accent,
      colorLink: palette.accent,
      colorSuccess: palette.clock.ok.fill,
      colorWarning: palette.clock.soon.fill,
      colorError: palette.clock.overdue.text,
      colorText: palette.text,
      colorTextSecondary: palette.textSecondary,
      colorTextDescription: palette.textSecondary,
      colorTextPlaceholder: palette.textSecondary,
      colorBgBase: palette.surface,
      colorBgLayout: palette.page,
      colorBgContainer: palette.surface,
      colorBgElevated: palette.surface,
      colorBorder: palette.border,
      colorBorderSecondary: palette.border,
      colorTextLightSolid: palette.onAccent,
      boxShadow: palette.shadow,
      boxShadowSecondary: palette.shadow,
      motion: !reducedMotion,
      motionDurationSlow: "0.15s",
      motionDurationMid: "0.12s",
      motionDurationFast: "0.08s",
    },
    components: {
      Table: { headerBg: palette.sunken, headerColor: palette.textSecondary },
      Tooltip: { colorBgSpotlight: palette.text, colorTextLightSolid: palette.surface },
      Button: { primaryShadow: "none", defaultShadow: "none", dangerShadow: "none" },
    },
  };
}
