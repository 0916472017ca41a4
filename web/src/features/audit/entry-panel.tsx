import { useTranslation } from "react-i18next";
import type { AuditEntry } from "../../domain/schemas/audit.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { PanelFrame } from "../../ui/panel-layout.tsx";
import styles from "./audit.module.css";
import { useTargetText } from "./use-target-text.ts";

/** One entry in full: who, when, what, and the particulars as they were written. */
export function EntryPanel({ entry, onClose }: { entry: AuditEntry; onClose: () => void }) {
  const { t } = useTranslation(["audit", "roles"]);
  const format = useFormat();
  const targetText = useTargetText();
  return (
    <PanelFrame
      title={t(`audit:actions.${entry.action}`, { defaultValue: entry.action })}
      onClose={onClose}
    >
      <dl className={styles.facts}>
        <dt>{t("audit:number")}</dt>
        <dd>{entry.audit_id}</dd>
        <dt>{t("audit:at")}</dt>
        <dd>{format.dateTime(entry.at)}</dd>
        <dt>{t("audit:actor")}</dt>
        <dd>{entry.actor_name ?? t("roles:system")}</dd>
        {entry.actor_role ? (
          <>
            <dt>{t("audit:role")}</dt>
            <dd>{t(`roles:${entry.actor_role}`)}</dd>
          </>
        ) : null}
        <dt>{t("audit:target")}</dt>
        <dd>{targetText(entry.target)}</dd>
      </dl>
      <h3 className={styles.subtitle}>{t("audit:detail")}</h3>
      {Object.keys(entry.detail).length === 0 ? (
        <p className={styles.none}>{t("audit:noDetail")}</p>
      ) : (
        <dl className={styles.facts}>
          {Object.entries(entry.detail).map(([key, value]) => (
            <div key={key} className={styles.pair}>
              <dt>{key}</dt>
              <dd>{typeof value === "string" ? value : JSON.stringify(value)}</dd>
            </div>
          ))}
        </dl>
      )}
    </PanelFrame>
  );
}
