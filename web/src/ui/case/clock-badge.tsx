import type { CSSProperties } from "react";
import { useTranslation } from "react-i18next";
import { type CaseClock, type ClockState, clockState } from "../../domain/cases/overdue.ts";
import { clockWords } from "../../domain/cases/time-words.ts";
import styles from "./case.module.css";

const toneOf: Record<ClockState, string> = {
  plenty: "ok",
  short: "soon",
  overdue: "overdue",
  suspended: "suspended",
  untimed: "none",
  closed: "none",
};
const shapeOf: Partial<Record<ClockState, string | undefined>> = {
  overdue: styles.overdue,
  suspended: styles.suspended,
  untimed: styles.hollow,
  closed: styles.hollow,
};

/** Time left in words, with the shape and colour of the dot on the map. `title` = the deadline itself. */
export function ClockBadge(props: { clock: CaseClock; nowS: number; title?: string }) {
  const { i18n } = useTranslation();
  const state = clockState(props.clock, props.nowS);
  const tone = toneOf[state];
  // Two variables that CSS modules cannot know: which clock it is.
  const style = {
    color: `var(--wg-clock-${tone}-text)`,
    "--clock-fill": `var(--wg-clock-${tone}-fill)`,
  } as CSSProperties;
  return (
    <span className={`${styles.clock} ${shapeOf[state] ?? ""}`} style={style} title={props.title}>
      {clockWords(props.clock, props.nowS, i18n.language === "en" ? "en" : "zh-CN")}
    </span>
  );
}
