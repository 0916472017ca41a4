/**
 * Colours, sizes and fonts of widgets and of the map. A layer or a widget takes a palette, never a hex value.
 * Red means overdue and nothing else; the accent means selected and is never used for data.
 */
export type ThemeName = "light" | "dark";

/** One meaning: its text, its shape, and the soft ground that its text may lie on. */
export type Tone = { text: string; fill: string; soft: string };

export type Palette = {
  page: string;
  surface: string;
  sunken: string;
  border: string;
  borderStrong: string;
  text: string;
  textSecondary: string;
  accent: string;
  accentSoft: string;
  onAccent: string;
  clock: { ok: Tone; soon: Tone; overdue: Tone; exposed: Tone; suspended: Tone; none: Tone };
  live: { live: Tone; catchingUp: Tone; offline: Tone };
  /** Indicator grades A–E: brown to teal, told apart by colour-blind eyes. */
  grades: readonly [string, string, string, string, string];
  /** Stages of a case, for the ring of its dot. */
  stage: { intake: string; dispatch: string; handling: string; check: string; closed: string };
  map: {
    land: string;
    water: string;
    park: string;
    roadMajor: string;
    roadMinor: string;
    border: string;
    label: string;
    labelHalo: string;
    selectionHalo: string;
    dim: string;
  };
  shadow: string;
};

const LIGHT: Palette = {
  page: "#eef1f4",
  surface: "#ffffff",
  sunken: "#f6f8fa",
  border: "#d8dee6",
  borderStrong: "#a9b4c1",
  text: "#18202b",
  textSecondary: "#54606f",
  accent: "#1a5fd0",
  accentSoft: "#e6effc",
  onAccent: "#ffffff",
  clock: {
    ok: { text: "#14713f", fill: "#1d8a50", soft: "#e5f5ec" },
    soon: { text: "#8a5200", fill: "#b97309", soft: "#fdf1da" },
    overdue: { text: "#bb1f28", fill: "#d3313a", soft: "#fdeaea" },
    exposed: { text: "#7d0d16", fill: "#7d0d16", soft: "#f7dfe0" },
    suspended: { text: "#56606d", fill: "#77828f", soft: "#edf0f3" },
    none: { text: "#54606f", fill: "#77828f", soft: "#f1f3f6" },
  },
  live: {
    live: { text: "#14713f", fill: "#1d8a50", soft: "#e5f5ec" },
    catchingUp: { text: "#8a5200", fill: "#b97309", soft: "#fdf1da" },
    offline: { text: "#56606d", fill: "#77828f", soft: "#edf0f3" },
  },
  grades: ["#01665e", "#5ab4ac", "#d9d3c3", "#d8a35a", "#8c510a"],
  stage: {
    intake: "#6b4fa0",
    dispatch: "#8a5a2b",
    handling: "#37414d",
    check: "#0d7a76",
    closed: "#8b95a1",
  },
  map: {
    land: "#f3f4f2",
    water: "#dbe6ee",
    park: "#e6ede2",
    roadMajor: "#ffffff",
    roadMinor: "#fafafa",
    border: "#7d8794",
    label: "#2c3643",
    labelHalo: "#ffffff",
    selectionHalo: "#ffffff",
    dim: "#eef1f4",
  },
  shadow: "0 2px 10px rgb(24 32 43 / 14%)",
};

const DARK: Palette = {
  page: "#0d1117",
  surface: "#161c24",
  sunken: "#11161d",
  border: "#2b3440",
  borderStrong: "#4a5665",
  text: "#e7ecf2",
  textSecondary: "#a3afbd",
  accent: "#6aaaff",
  accentSoft: "#17304f",
  onAccent: "#07131f",
  clock: {
    ok: { text: "#5fcf93", fill: "#3fae74", soft: "#12301f" },
    soon: { text: "#f2b84b", fill: "#d99a22", soft: "#35280c" },
    overdue: { text: "#ff8583", fill: "#ef5350", soft: "#421a1b" },
    exposed: { text: "#ff9ea1", fill: "#cf4147", soft: "#4a1216" },
    suspended: { text: "#a3afbd", fill: "#7c8896", soft: "#232b35" },
    none: { text: "#a3afbd", fill: "#7c8896", soft: "#1e252e" },
  },
  live: {
    live: { text: "#5fcf93", fill: "#3fae74", soft: "#12301f" },
    catchingUp: { text: "#f2b84b", fill: "#d99a22", soft: "#35280c" },
    offline: { text: "#a3afbd", fill: "#7c8896", soft: "#232b35" },
  },
  grades: ["#35978f", "#80cdc1", "#c9c3b2", "#dfb26b", "#bf812d"],
  stage: {
    intake: "#b9a2e6",
    dispatch: "#d9a878",
    handling: "#dbe2ea",
    check: "#55c4bf",
    closed: "#76818e",
  },
  map: {
    land: "#171c22",
    water: "#131f2b",
    park: "#18221d",
    roadMajor: "#303944",
    roadMinor: "#242c35",
    border: "#66727f",
    label: "#cfd7e0",
    labelHalo: "#11161d",
    selectionHalo: "#ffffff",
    dim: "#0d1117",
  },
  // On a dark ground a shadow alone draws no edge.
  shadow: "0 0 0 1px #2b3440, 0 2px 12px rgb(0 0 0 / 50%)",
};

export const PALETTES: Record<ThemeName, Palette> = { light: LIGHT, dark: DARK };

/** The face shipped with the product first, then the Chinese face of the system. */
export const FONT_FAMILY =
  '"Noto Sans SC", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", system-ui, sans-serif';

export const SIZES = {
  railPx: 52,
  topBarPx: 44,
  panelMinPx: 360,
  panelDefaultPx: 400,
  panelMaxPx: 480,
  /** Below this width the panel is a sheet and the rail lies at the bottom. */
  phoneMaxPx: 767,
} as const;
