import { Checkbox, Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import { CASE_SOURCES } from "../../domain/schemas/case.ts";
import styles from "./cases.module.css";
import type { ReportDraft } from "./report-draft.ts";

interface DetailsProps {
  form: ReportDraft;
  onChange: (part: Partial<ReportDraft>) => void;
  isSupervisor: boolean;
}

/** What a report says besides place and class. */
export function ReportDetails({ form, onChange, isSupervisor }: DetailsProps) {
  const { t } = useTranslation("cases");
  return (
    <>
      <div className={styles.field}>
        <label htmlFor="report-address">{t("report.address")}</label>
        <Input
          id="report-address"
          maxLength={256}
          value={form.address}
          onChange={(event) => onChange({ address: event.target.value })}
        />
      </div>
      <div className={styles.field}>
        <label htmlFor="report-description">{t("report.description")}</label>
        <Input.TextArea
          id="report-description"
          rows={3}
          maxLength={4000}
          value={form.description}
          onChange={(event) => onChange({ description: event.target.value })}
        />
      </div>
      {isSupervisor ? null : (
        <div className={styles.field}>
          <label htmlFor="report-source">{t("report.source")}</label>
          <Select
            id="report-source"
            value={form.source}
            onChange={(source) => onChange({ source })}
            options={CASE_SOURCES.filter((one) => one !== "imported").map((value) => ({
              value,
              label: t(`source.${value}`),
            }))}
          />
        </div>
      )}
      <Checkbox
        checked={form.urgent}
        disabled={form.chosen?.urgent === true}
        onChange={(event) => onChange({ urgent: event.target.checked })}
      >
        {t("report.urgent")}
      </Checkbox>
      {isSupervisor ? null : (
        <fieldset className={styles.reporterFields}>
          <legend>{t("report.reporter")}</legend>
          <Input
            aria-label={t("report.reporterName")}
            placeholder={t("report.reporterName")}
            maxLength={80}
            autoComplete="off"
            value={form.reporterName}
            onChange={(event) => onChange({ reporterName: event.target.value })}
          />
          <Input
            aria-label={t("report.reporterPhone")}
            placeholder={t("report.reporterPhone")}
            maxLength={40}
            inputMode="tel"
            autoComplete="off"
            value={form.reporterPhone}
            onChange={(event) => onChange({ reporterPhone: event.target.value })}
          />
          <Checkbox
            checked={form.wantsCallback}
            onChange={(event) => onChange({ wantsCallback: event.target.checked })}
          >
            {t("report.callback")}
          </Checkbox>
        </fieldset>
      )}
    </>
  );
}
