import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Button, DatePicker, Input, Select, Table, type TableColumnsType } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { auditPageQuery } from "../../data/audit-queries.ts";
import { useCan } from "../../data/me-queries.ts";
import type { AuditEntry } from "../../domain/schemas/audit.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { PanelLayout } from "../../ui/panel-layout.tsx";
import { ShellSlot } from "../../ui/shell-slots.tsx";
import { EmptyState, FailedState, LoadingLines, NoPermissionState } from "../../ui/states.tsx";
import styles from "./audit.module.css";
import { AUDIT_ACTIONS } from "./audit-actions.ts";
import { EntryPanel } from "./entry-panel.tsx";
import { useTargetText } from "./use-target-text.ts";

type Search = {
  text?: string | undefined;
  action?: string | undefined;
  since?: string | undefined;
  until?: string | undefined;
  open?: number | undefined;
};

/** Who did what when; read by the auditor alone, changed by nobody. */
export function AuditPage() {
  const { t } = useTranslation("audit");
  const mayRead = useCan("audit.read");
  return (
    <>
      <ShellSlot name="breadcrumb">
        <strong>{t("title")}</strong>
      </ShellSlot>
      {mayRead ? <AuditLog /> : <NoPermissionState detail={t("noPermission")} />}
    </>
  );
}

function AuditLog() {
  const { t } = useTranslation(["audit", "common"]);
  const search: Search = useSearch({ from: "/signed-in/audit" });
  const navigate = useNavigate({ from: "/audit" });
  const update = (change: Search) =>
    void navigate({
      search: (previous) => ({ ...previous, ...change }),
      replace: !("open" in change),
    });
  const filter = useMemo(() => toFilter(search), [search]);
  const log = useInfiniteQuery(auditPageQuery(filter));
  const rows = log.data?.pages.flatMap((page) => page.rows) ?? [];
  const open = rows.find(({ audit_id }) => audit_id === search.open);
  const columns = useAuditColumns((id) => update({ open: id }));
  return (
    <PanelLayout
      panel={open ? <EntryPanel entry={open} onClose={() => update({ open: undefined })} /> : null}
    >
      <div className={styles.list}>
        <AuditFilters search={search} onChange={update} />
        <div className={styles.rows}>
          {log.isPending ? <LoadingLines lines={14} /> : null}
          {log.isError ? (
            <FailedState error={log.error} onRetry={() => void log.refetch()} />
          ) : null}
          {log.isSuccess && rows.length === 0 ? (
            <EmptyState title={t("audit:empty")} detail={t("audit:emptyDetail")} />
          ) : null}
          {rows.length > 0 ? (
            <Table<AuditEntry>
              size="small"
              rowKey="audit_id"
              columns={columns}
              dataSource={rows}
              pagination={false}
              sticky
              onRow={({ audit_id }) => ({ onClick: () => update({ open: audit_id }) })}
              rowClassName={({ audit_id }) => (audit_id === search.open ? (styles.open ?? "") : "")}
            />
          ) : null}
          {log.hasNextPage ? (
            <div className={styles.more}>
              <Button loading={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
                {t("common:more")}
              </Button>
            </div>
          ) : null}
        </div>
      </div>
    </PanelLayout>
  );
}

function toFilter({ text, action, since, until }: Search) {
  return {
    ...(text ? { text } : {}),
    ...(action ? { action } : {}),
    ...(since ? { since } : {}),
    ...(until ? { until } : {}),
  };
}

function AuditFilters({ search, onChange }: { search: Search; onChange: (next: Search) => void }) {
  const { t } = useTranslation("audit");
  const range: [Dayjs | null, Dayjs | null] = [
    search.since ? dayjs(search.since) : null,
    search.until ? dayjs(search.until) : null,
  ];
  return (
    <div className={styles.tools}>
      <Input.Search
        className={styles.search ?? ""}
        defaultValue={search.text}
        allowClear
        placeholder={t("search")}
        aria-label={t("search")}
        onSearch={(text) => onChange({ text: text.trim() || undefined })}
      />
      <Select
        className={styles.pick ?? ""}
        value={search.action ?? null}
        allowClear
        showSearch={{ optionFilterProp: "label" }}
        placeholder={t("action")}
        aria-label={t("action")}
        onChange={(action: string | null | undefined) => onChange({ action: action ?? undefined })}
        options={AUDIT_ACTIONS.map((action) => ({ value: action, label: t(`actions.${action}`) }))}
      />
      <DatePicker.RangePicker
        value={range}
        allowEmpty={[true, true]}
        placeholder={[t("since"), t("until")]}
        onChange={(dates) =>
          onChange({
            since: dates?.[0]?.startOf("day").toISOString(),
            until: dates?.[1]?.endOf("day").toISOString(),
          })
        }
      />
    </div>
  );
}

function useAuditColumns(onOpen: (auditId: number) => void): TableColumnsType<AuditEntry> {
  const { t } = useTranslation(["audit", "roles"]);
  const format = useFormat();
  const targetText = useTargetText();
  return [
    {
      title: t("audit:at"),
      key: "at",
      width: 150,
      render: (_, entry) => (
        <button
          type="button"
          className={styles.time}
          onClick={() => onOpen(entry.audit_id)}
          title={format.date(entry.at)}
        >
          {format.dateTime(entry.at)}
        </button>
      ),
    },
    {
      title: t("audit:action"),
      key: "action",
      render: (_, { action }) => t(`audit:actions.${action}`, { defaultValue: action }),
    },
    {
      title: t("audit:actor"),
      key: "actor",
      render: (_, { actor_name, actor_role }) =>
        [actor_name ?? t("roles:system"), actor_role ? t(`roles:${actor_role}`) : null]
          .filter(Boolean)
          .join(" · "),
    },
    {
      title: t("audit:target"),
      key: "target",
      responsive: ["md"],
      render: (_, { target }) => targetText(target),
    },
  ];
}
