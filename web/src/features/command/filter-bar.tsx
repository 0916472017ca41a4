import { FilterOutlined, SearchOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Badge, Button, Input, Select } from "antd";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { caseClassesQuery } from "../../data/classes-queries.ts";
import { type CaseFilter, countConditions, emptyFilter } from "../../domain/cases/case-filter.ts";
import { CASE_SOURCES, CASE_STATES } from "../../domain/schemas/case.ts";
import styles from "./list.module.css";

interface FilterBarProps {
  filter: CaseFilter;
  onChange: (change: Partial<CaseFilter>) => void;
}

const toggles = ["overdue", "onAccount", "urgent", "today", "inView"] as const;

/** Conditions of list and map together: the daily ones as buttons, the rest folded away. */
export function FilterBar({ filter, onChange }: FilterBarProps) {
  const { t } = useTranslation("cases");
  const [isOpen, setOpen] = useState(false);
  const conditions = countConditions(filter);
  return (
    <div className={styles.filters}>
      <div className={styles.filterLine}>
        <TextFilter text={filter.text} onChange={(text) => onChange({ text })} />
        <Badge count={conditions} size="small" color="var(--wg-accent)">
          <Button
            icon={<FilterOutlined />}
            aria-label={t("filter.more")}
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
          />
        </Badge>
        <Select
          aria-label={t("filter.sort")}
          className={styles.sort ?? ""}
          value={filter.sort}
          onChange={(sort) => onChange({ sort })}
          options={(["deadline", "newest"] as const).map((value) => ({
            value,
            label: t(`filter.sorts.${value}`),
          }))}
        />
      </div>
      <fieldset className={styles.toggles}>
        <legend className="visually-hidden">{t("filter.quick")}</legend>
        {toggles.map((key) => (
          <button
            key={key}
            type="button"
            className={styles.toggle}
            aria-pressed={filter[key]}
            onClick={() => onChange({ [key]: !filter[key] })}
          >
            {t(`filter.toggle.${key}`)}
          </button>
        ))}
      </fieldset>
      {isOpen ? <MoreFilters filter={filter} onChange={onChange} /> : null}
      {conditions > 0 ? (
        <button
          type="button"
          className={styles.clear}
          onClick={() => onChange({ ...emptyFilter, sort: filter.sort, inView: filter.inView })}
        >
          {t("filter.clear", { count: conditions })}
        </button>
      ) : null}
    </div>
  );
}

/** Typing asks the server after a pause, not at every key. */
function TextFilter({ text, onChange }: { text: string; onChange: (text: string) => void }) {
  const { t } = useTranslation("cases");
  const [draft, setDraft] = useState(text);
  const [seen, setSeen] = useState(text);
  if (seen !== text) {
    setSeen(text);
    setDraft(text);
  }
  useEffect(() => {
    if (draft.trim() === text) return;
    const timer = setTimeout(() => onChange(draft.trim()), 300);
    return () => clearTimeout(timer);
  }, [draft, text, onChange]);
  return (
    <Input
      allowClear
      prefix={<SearchOutlined />}
      placeholder={t("filter.text")}
      aria-label={t("filter.text")}
      value={draft}
      onChange={(event) => setDraft(event.target.value)}
    />
  );
}

function MoreFilters({ filter, onChange }: FilterBarProps) {
  const { t, i18n } = useTranslation("cases");
  const classes = useQuery(caseClassesQuery());
  const classOptions = useMemo(
    () =>
      (classes.data ?? []).map((one) => ({
        value: one.class_id,
        label: i18n.language === "en" ? one.name_en : one.name_zh,
        search: `${one.name_zh} ${one.name_en} ${one.initials} ${one.code}`.toLowerCase(),
      })),
    [classes.data, i18n.language],
  );
  return (
    <div className={styles.more}>
      <Select
        mode="multiple"
        allowClear
        maxTagCount="responsive"
        placeholder={t("filter.state")}
        aria-label={t("filter.state")}
        value={[...filter.states]}
        onChange={(states) => onChange({ states })}
        options={CASE_STATES.map((value) => ({ value, label: t(`state.${value}`) }))}
      />
      <Select
        allowClear
        showSearch={{
          filterOption: (text, option) => option?.search.includes(text.toLowerCase()) ?? false,
        }}
        placeholder={t("filter.class")}
        aria-label={t("filter.class")}
        value={filter.classId}
        onChange={(classId) => onChange({ classId: classId ?? null })}
        options={classOptions}
      />
      <Select
        mode="multiple"
        allowClear
        maxTagCount="responsive"
        placeholder={t("filter.source")}
        aria-label={t("filter.source")}
        value={[...filter.sources]}
        onChange={(sources) => onChange({ sources })}
        options={CASE_SOURCES.map((value) => ({ value, label: t(`source.${value}`) }))}
      />
      <button
        type="button"
        className={styles.toggle}
        aria-pressed={filter.withClosed}
        onClick={() => onChange({ withClosed: !filter.withClosed })}
      >
        {t("filter.toggle.withClosed")}
      </button>
    </div>
  );
}
