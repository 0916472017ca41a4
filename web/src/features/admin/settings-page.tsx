import { useQuery } from "@tanstack/react-query";
import { Table, type TableColumnsType } from "antd";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { settingsQuery } from "../../data/settings-queries.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { PanelLayout } from "../../ui/panel-layout.tsx";
import { EmptyState, FailedState, LoadingLines } from "../../ui/states.tsx";
import styles from "./admin.module.css";
import { formatSettingValue, groupSettings, type SettingGroup } from "./settings/setting-groups.ts";
import { SettingPanel } from "./settings/setting-panel.tsx";
import { useSettingName } from "./settings/use-setting-name.ts";
import { useAdminSearch } from "./use-admin-search.ts";

/** The city's settings: what holds now, what comes, what held before. */
export function SettingsPage() {
  const { t } = useTranslation("admin");
  const { search, update } = useAdminSearch();
  const settings = useQuery(settingsQuery());
  const groups = useMemo(
    () => groupSettings(settings.data ?? [], settings.dataUpdatedAt),
    [settings.data, settings.dataUpdatedAt],
  );
  const open = groups.find(({ key }) => key === search.open);
  const columns = useSettingColumns((key) => update({ open: key }));
  return (
    <PanelLayout
      panel={
        open ? (
          <SettingPanel key={open.key} group={open} onClose={() => update({ open: undefined })} />
        ) : null
      }
    >
      <div className={styles.list}>
        <p className={styles.tools}>{t("setting.intro")}</p>
        <div className={styles.rows}>
          {settings.isPending ? <LoadingLines lines={8} /> : null}
          {settings.isError ? (
            <FailedState error={settings.error} onRetry={() => void settings.refetch()} />
          ) : null}
          {settings.isSuccess && groups.length === 0 ? (
            <EmptyState title={t("setting.empty")} />
          ) : null}
          {groups.length > 0 ? (
            <Table<SettingGroup>
              size="small"
              rowKey="key"
              columns={columns}
              dataSource={groups}
              pagination={false}
              rowClassName={({ key }) => (key === search.open ? (styles.open ?? "") : "")}
            />
          ) : null}
        </div>
      </div>
    </PanelLayout>
  );
}

function useSettingColumns(onOpen: (key: string) => void): TableColumnsType<SettingGroup> {
  const { t } = useTranslation("admin");
  const format = useFormat();
  const nameOf = useSettingName();
  return [
    {
      title: t("setting.name"),
      key: "name",
      render: (_, { key }) => (
        <button type="button" className={styles.rowButton} onClick={() => onOpen(key)}>
          {nameOf(key)}
        </button>
      ),
    },
    {
      title: t("setting.value"),
      key: "value",
      render: (_, { current }) => formatSettingValue(current?.value, t),
    },
    {
      title: t("setting.since"),
      key: "since",
      responsive: ["md"],
      render: (_, { current }) =>
        current?.valid_from ? format.date(current.valid_from) : t("period.always"),
    },
    {
      title: t("setting.next"),
      key: "next",
      responsive: ["md"],
      render: (_, { next }) =>
        next?.valid_from
          ? t("setting.nextFrom", {
              value: formatSettingValue(next.value, t),
              date: format.date(next.valid_from),
            })
          : "—",
    },
  ];
}
