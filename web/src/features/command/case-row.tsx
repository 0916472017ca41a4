import { useTranslation } from "react-i18next";
import { clockOfRow } from "../../domain/cases/overdue.ts";
import { agoWords } from "../../domain/cases/time-words.ts";
import { type GridTree, gridName } from "../../domain/grids/grid-tree.ts";
import type { CaseRow } from "../../domain/schemas/case.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { ClockBadge } from "../../ui/case/clock-badge.tsx";
import { StateTag } from "../../ui/case/state-tag.tsx";
import styles from "./list.module.css";

export const caseRowHeightPx = 76;

interface CaseRowProps {
  row: CaseRow;
  nowS: number;
  tree: GridTree | null;
  isSelected: boolean;
  isHovered: boolean;
  onOpen: (row: CaseRow) => void;
  onHover: (caseId: number | null) => void;
}

/** What, where, whose, how late: one line each. */
export function CaseRowItem(props: CaseRowProps) {
  const { row, nowS, tree } = props;
  const { t, i18n } = useTranslation("cases");
  const format = useFormat();
  const zh = i18n.language !== "en";
  const className =
    (zh ? row.class_name : row.class_name_en) ?? row.class_name ?? t("unclassified");
  const place = tree?.get(row.community_id ?? row.street_id);
  const reportedS = Date.parse(row.reported_at) / 1000;
  const ago = agoWords(reportedS, nowS, zh ? "zh-CN" : "en") ?? format.date(row.reported_at);
  return (
    <button
      type="button"
      className={`${styles.row} ${props.isSelected ? styles.rowSelected : ""} ${props.isHovered ? styles.rowHovered : ""}`}
      aria-current={props.isSelected ? "true" : undefined}
      data-case-id={row.case_id}
      onClick={() => props.onOpen(row)}
      onMouseEnter={() => props.onHover(row.case_id)}
      onMouseLeave={() => props.onHover(null)}
      onFocus={() => props.onHover(row.case_id)}
    >
      <span className={styles.rowLine}>
        <span className={styles.rowTitle}>{className}</span>
        <ClockBadge
          clock={clockOfRow(row)}
          nowS={nowS}
          {...(row.deadline_at ? { title: format.dateTime(row.deadline_at) } : {})}
        />
      </span>
      <span className={styles.rowLine}>
        <span className={styles.rowPlace}>
          {place ? gridName(place, i18n.language) : t("unassignedShort")}
          {row.address === "" ? "" : ` · ${row.address}`}
        </span>
      </span>
      <span className={styles.rowLine}>
        <StateTag state={row.state} />
        {row.urgent ? <span className={styles.flag}>{t("flag.urgent")}</span> : null}
        {row.on_account ? (
          <span className={styles.flag}>
            {row.round > 1 ? t("flag.onAccountTimes", { count: row.round }) : t("flag.onAccount")}
          </span>
        ) : null}
        <span className={styles.rowUnit}>{row.unit_name ?? ""}</span>
        <time className={styles.rowTime} dateTime={row.reported_at}>
          {ago}
        </time>
      </span>
    </button>
  );
}
