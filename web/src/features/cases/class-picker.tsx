import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { caseClassesQuery } from "../../data/classes-queries.ts";
import type { CaseClass } from "../../domain/schemas/case-class.ts";
import styles from "./cases.module.css";

interface ClassPickerProps {
  classId: string | null;
  onChange: (chosen: CaseClass | null) => void;
}

/** Classes by name, code or pinyin initials; what cannot wait stands first. */
export function ClassPicker({ classId, onChange }: ClassPickerProps) {
  const { t, i18n } = useTranslation("cases");
  const query = useQuery(caseClassesQuery());
  const classes = query.data;
  const options = useMemo(
    () => groupClasses(classes ?? [], i18n.language === "en", t("report.urgentClasses")),
    [classes, i18n.language, t],
  );
  const chosen = classes?.find((one) => one.class_id === classId);
  const condition =
    i18n.language === "en" ? chosen?.filing_condition_en : chosen?.filing_condition_zh;
  return (
    <div className={styles.field}>
      <label htmlFor="report-class">{t("report.class")}</label>
      <Select
        id="report-class"
        showSearch={{
          filterOption: (text, option) =>
            option !== undefined && "search" in option
              ? String(option.search).includes(text.trim().toLowerCase())
              : false,
        }}
        loading={query.isPending}
        placeholder={t("report.classHint")}
        value={classId}
        options={options}
        onChange={(value) => onChange(classes?.find((one) => one.class_id === value) ?? null)}
      />
      {condition ? <p className={styles.muted}>{t("report.condition", { condition })}</p> : null}
    </div>
  );
}

interface ClassOption {
  value: string;
  label: string;
  search: string;
}

export function groupClasses(
  classes: readonly CaseClass[],
  english: boolean,
  urgentLabel: string,
): { label: string; options: ClassOption[] }[] {
  const groups = new Map<string, ClassOption[]>();
  const option = (one: CaseClass): ClassOption => ({
    value: one.class_id,
    label: english ? one.name_en : one.name_zh,
    search: `${one.name_zh} ${one.name_en} ${one.initials} ${one.code}`.toLowerCase(),
  });
  for (const one of classes.toSorted((a, b) => Number(b.urgent) - Number(a.urgent))) {
    const label = one.urgent ? urgentLabel : english ? one.major_en : one.major_zh;
    groups.set(label, [...(groups.get(label) ?? []), option(one)]);
  }
  return [...groups].map(([label, options]) => ({ label, options }));
}
