import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { endSubstitute, releaseSupervisor } from "../../../data/supervisors-queries.ts";
import type { BoardGrid, BoardSlot } from "../../../domain/schemas/supervisor.ts";
import { useFormat } from "../../../i18n/use-format.ts";
import { PanelFrame } from "../../../ui/panel-layout.tsx";
import styles from "../admin.module.css";
import { ReasonModal } from "../shared/reason-modal.tsx";
import { useChange } from "../shared/use-change.ts";
import { usePeriodText } from "../shared/use-period-text.ts";
import { AppointForm } from "./appoint-form.tsx";
import { SubstituteForm } from "./substitute-form.tsx";

type SlotPanelProps = { grid: BoardGrid; slotNumber: number; onClose: () => void };

const BOARD = [["supervisors"], ["people"], ["grids", "card"]] as const;

/** One slot of a community: its holder, who stands in, and what one may do about it. */
export function SlotPanel({ grid, slotNumber, onClose }: SlotPanelProps) {
  const { t } = useTranslation("admin");
  const format = useFormat();
  const slot = grid.slots.find((candidate) => candidate.slot === slotNumber);
  if (!slot) return null;
  return (
    <PanelFrame
      title={t("slot.title", { grid: format.name(grid), slot: slotNumber })}
      onClose={onClose}
    >
      <HolderSection grid={grid} slot={slot} />
      <SubstituteSection grid={grid} slot={slot} />
    </PanelFrame>
  );
}

type SlotProps = { grid: BoardGrid; slot: BoardSlot };

function HolderSection({ grid, slot }: SlotProps) {
  const { t } = useTranslation("admin");
  const format = useFormat();
  const [isReleasing, setReleasing] = useState(false);
  const release = useChange({
    change: releaseSupervisor,
    touches: BOARD,
    onDone: () => setReleasing(false),
  });
  if (slot.slot_id === null) {
    return (
      <section className={styles.section}>
        <h3 className={styles.sectionTitle}>{t("board.vacant")}</h3>
        {grid.may_appoint ? (
          <AppointForm grid={grid} slot={slot.slot} />
        ) : (
          <p className={styles.muted}>{t("slot.notYours")}</p>
        )}
      </section>
    );
  }
  const slotId = slot.slot_id;
  return (
    <section className={styles.section}>
      <div className={styles.sectionHead}>
        <h3 className={styles.sectionTitle}>{slot.name}</h3>
        {grid.may_appoint ? (
          <Button size="small" onClick={() => setReleasing(true)}>
            {t("slot.release")}
          </Button>
        ) : null}
      </div>
      <dl className={styles.facts}>
        <dt>{t("people.phone")}</dt>
        <dd>{slot.phone ? <a href={`tel:${slot.phone}`}>{slot.phone}</a> : "—"}</dd>
        <dt>{t("people.sourceType")}</dt>
        <dd>{t(`sourceType.${slot.source_type ?? "staff"}`)}</dd>
        <dt>{t("slot.since")}</dt>
        <dd>{slot.from ? format.date(slot.from) : t("period.always")}</dd>
        <dt>{t("slot.status")}</dt>
        <dd>{t(`slot.statuses.${slot.status}`)}</dd>
      </dl>
      {grid.may_appoint ? null : <p className={styles.muted}>{t("slot.notYours")}</p>}
      <ReasonModal
        open={isReleasing}
        title={t("slot.release")}
        detail={t("slot.releaseDetail", { name: slot.name ?? "", grid: format.name(grid) })}
        danger
        busy={release.isPending}
        onCancel={() => setReleasing(false)}
        onConfirm={(reason) => release.mutate({ slotId, reason })}
      />
    </section>
  );
}

function SubstituteSection({ grid, slot }: SlotProps) {
  const { t } = useTranslation("admin");
  const periodText = usePeriodText();
  const end = useChange({ change: endSubstitute, touches: BOARD });
  const { substitute } = slot;
  return (
    <section className={styles.section}>
      <h3 className={styles.sectionTitle}>{t("substitute.title")}</h3>
      {substitute ? (
        <div className={styles.item}>
          <div className={styles.itemText}>
            {substitute.name} · {t(`substitute.reasons.${substitute.reason ?? "other"}`)}
            <span className={`${styles.muted} ${styles.block}`}>{periodText(substitute)}</span>
          </div>
          <Button
            size="small"
            type="text"
            loading={end.isPending}
            onClick={() => end.mutate(substitute.substitute_id)}
          >
            {t("substitute.end")}
          </Button>
        </div>
      ) : (
        <SubstituteForm grid={grid} slot={slot} />
      )}
    </section>
  );
}
