import { DownOutlined, UpOutlined } from "@ant-design/icons";
import { type CSSProperties, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ClockState } from "../domain/cases/overdue.ts";
import { caseStages } from "../domain/cases/stages.ts";
import { useThemeName } from "../ui/use-theme.ts";
import { clockFill, stageColor } from "./layers/dot-attributes.ts";
import type { CountBreaks } from "./levels/count-classes.ts";
import styles from "./map-widgets.module.css";
import { type MapPalette, mapPalette } from "./style/palette.ts";

interface LegendProps {
  /** Dots are drawn; else the shading of counts is. */
  pointsShown: boolean;
  breaks: CountBreaks;
  startOpen: boolean;
}

const clocks: readonly ClockState[] = ["plenty", "short", "overdue", "suspended", "untimed"];

/** What the colours and shapes mean, from the same functions that paint them. */
export function Legend({ pointsShown, breaks, startOpen }: LegendProps) {
  const { t } = useTranslation("map");
  const [isOpen, setOpen] = useState(startOpen);
  const palette = mapPalette(useThemeName());
  return (
    <section className={styles.legend} aria-label={t("legend.title")}>
      <button
        type="button"
        className={styles.legendHead}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {t("legend.title")}
        {isOpen ? <DownOutlined /> : <UpOutlined />}
      </button>
      {isOpen ? (
        <div className={styles.legendBody}>
          {pointsShown ? <DotLegend palette={palette} /> : <CountLegend {...{ palette, breaks }} />}
        </div>
      ) : null}
    </section>
  );
}

function DotLegend({ palette }: { palette: MapPalette }) {
  const { t } = useTranslation("map");
  return (
    <>
      <h2>{t("legend.fill")}</h2>
      <ul>
        {clocks.map((clock) => (
          <li key={clock}>
            <span
              className={`${styles.dot} ${styles[clock] ?? ""}`}
              style={{ "--fill": clockFill(palette, clock) } as CSSProperties}
            />
            {t(`legend.clock.${clock}`)}
          </li>
        ))}
      </ul>
      <h2>{t("legend.ring")}</h2>
      <ul>
        {caseStages.slice(0, 4).map((stage) => (
          <li key={stage}>
            <span
              className={`${styles.ring} ${styles[`ring-${stage}`] ?? ""}`}
              style={{ borderColor: stageColor(palette, stage) }}
            />
            {t(`legend.stage.${stage}`)}
          </li>
        ))}
      </ul>
    </>
  );
}

function CountLegend({ palette, breaks }: { palette: MapPalette; breaks: CountBreaks }) {
  const { t } = useTranslation("map");
  const ranges = breaks.map((upper, index) => {
    const lower = index === 0 ? 0 : (breaks[index - 1] ?? 0) + 1;
    return lower === upper ? `${upper}` : `${lower}–${upper}`;
  });
  return (
    <>
      <h2>{t("legend.counts")}</h2>
      <ol className={styles.counts}>
        {palette.counts.map((color, index) => (
          <li key={color}>
            <span style={{ background: color }} />
            {ranges[index] ?? `> ${breaks[3]}`}
          </li>
        ))}
      </ol>
      <p>{t("legend.zoomForPoints")}</p>
    </>
  );
}
