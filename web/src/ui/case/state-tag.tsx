import type { CSSProperties } from "react";
import { useTranslation } from "react-i18next";
import { caseStage } from "../../domain/cases/stages.ts";
import styles from "./case.module.css";

/** The state by name, with the colour of its stage as on the map. */
export function StateTag({ state }: { state: string }) {
  const { t } = useTranslation("cases");
  const style = { "--stage": `var(--wg-stage-${caseStage(state)})` } as CSSProperties;
  return (
    <span className={styles.state} style={style}>
      {t(`state.${state}`, { defaultValue: state })}
    </span>
  );
}
