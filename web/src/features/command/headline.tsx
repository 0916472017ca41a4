import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { caseCountsQuery } from "../../data/grids-queries.ts";
import { type CaseFilter, emptyFilter } from "../../domain/cases/case-filter.ts";
import { useFormat } from "../../i18n/use-format.ts";
import styles from "./command.module.css";

const figures = ["open", "overdue", "on_account", "today"] as const;

const filterOf: Record<(typeof figures)[number], Partial<CaseFilter>> = {
  open: {},
  overdue: { overdue: true },
  on_account: { onAccount: true },
  today: { today: true, withClosed: true, sort: "newest" },
};

interface HeadlineProps {
  gridId: number;
  name: string;
  filter: CaseFilter;
  onPick: (filter: CaseFilter) => void;
}

/** Four numbers of the area; each opens the cases behind it. */
export function Headline({ gridId, name, filter, onPick }: HeadlineProps) {
  const { t } = useTranslation("cases");
  const format = useFormat();
  const counts = useQuery(caseCountsQuery(gridId)).data?.total;
  return (
    <section className={styles.headline} aria-label={t("headline.label", { name })}>
      <span className={styles.headlineName}>{name}</span>
      {figures.map((figure) => {
        const target = { ...emptyFilter, ...filterOf[figure] };
        const isActive = figure !== "open" && isSame(filter, target);
        return (
          <button
            key={figure}
            type="button"
            className={`${styles.figure} ${figure === "overdue" && (counts?.overdue ?? 0) > 0 ? styles.late : ""}`}
            aria-pressed={isActive}
            onClick={() => onPick(isActive ? emptyFilter : target)}
          >
            <span className={styles.figureName}>{t(`headline.${figure}`)}</span>
            <strong>{counts ? format.number(counts[figure]) : "–"}</strong>
          </button>
        );
      })}
    </section>
  );
}

const isSame = (a: CaseFilter, b: CaseFilter): boolean => JSON.stringify(a) === JSON.stringify(b);
