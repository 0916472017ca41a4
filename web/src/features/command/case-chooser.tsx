import { useQueries } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { caseDetailQuery } from "../../data/cases-queries.ts";
import { clockOfRow } from "../../domain/cases/overdue.ts";
import { ClockBadge } from "../../ui/case/clock-badge.tsx";
import { useNowSeconds } from "../../ui/use-now.ts";
import styles from "./command.module.css";

interface CaseChooserProps {
  caseIds: readonly number[];
  /** Pixels on the map. */
  at: readonly [number, number];
  onChoose: (caseId: number) => void;
  onClose: () => void;
}

const shownAtMost = 12;

/** Cases that lie under one another: a list instead of a guess. */
export function CaseChooser({ caseIds, at, onChoose, onClose }: CaseChooserProps) {
  const { t, i18n } = useTranslation("cases");
  const nowS = useNowSeconds();
  const shown = caseIds.slice(0, shownAtMost);
  const details = useQueries({ queries: shown.map((caseId) => caseDetailQuery(caseId)) });
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.querySelector("button")?.focus(), []);
  return (
    <div
      ref={box}
      className={styles.chooser}
      style={{ left: at[0], top: at[1] }}
      role="dialog"
      aria-label={t("chooser.title", { count: caseIds.length })}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        onClose();
      }}
    >
      <p>{t("chooser.title", { count: caseIds.length })}</p>
      <ul>
        {shown.map((caseId, index) => {
          const row = details[index]?.data?.case;
          const name = i18n.language === "en" ? row?.class_name_en : row?.class_name;
          return (
            <li key={caseId}>
              <button type="button" onClick={() => onChoose(caseId)}>
                <span>{row ? (name ?? t("unclassified")) : "…"}</span>
                {row ? <ClockBadge clock={clockOfRow(row)} nowS={nowS} /> : null}
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
