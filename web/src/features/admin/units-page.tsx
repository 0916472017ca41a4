import { PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Input, Table, type TableColumnsType, Tag } from "antd";
import { useDeferredValue, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useCan } from "../../data/me-queries.ts";
import { unitsQuery } from "../../data/units-queries.ts";
import type { Unit } from "../../domain/schemas/unit.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { PanelLayout } from "../../ui/panel-layout.tsx";
import { EmptyState, FailedState, LoadingLines } from "../../ui/states.tsx";
import styles from "./admin.module.css";
import { UnitPanel } from "./units/unit-panel.tsx";
import { buildUnitRows, type UnitRow } from "./units/unit-rows.ts";
import { useAdminSearch } from "./use-admin-search.ts";

/** Organisation units as a tree: centres, street offices, squads, departments, companies. */
export function UnitsPage() {
  const { t } = useTranslation("admin");
  const { search, update } = useAdminSearch();
  const mayChange = useCan("settings.manage");
  const units = useQuery(unitsQuery());
  const text = useDeferredValue(search.text ?? "");
  const rows = useMemo(() => buildUnitRows(units.data ?? [], text), [units.data, text]);
  const open = units.data?.find(({ unit_id }) => unit_id === search.open);
  const close = () => update({ open: undefined });
  const columns = useUnitColumns((id) => update({ open: id }));
  return (
    <PanelLayout
      panel={
        search.open === "new" || open ? (
          <UnitPanel
            key={String(search.open)}
            unit={open ?? null}
            mayChange={mayChange}
            onClose={close}
          />
        ) : null
      }
    >
      <div className={styles.list}>
        <div className={styles.tools}>
          <Input
            className={styles.search ?? ""}
            value={search.text ?? ""}
            allowClear
            placeholder={t("unit.search")}
            aria-label={t("unit.search")}
            onChange={({ target }) => update({ text: target.value || undefined })}
          />
          <span className={styles.grow} />
          {mayChange ? (
            <Button type="primary" icon={<PlusOutlined />} onClick={() => update({ open: "new" })}>
              {t("unit.add")}
            </Button>
          ) : null}
        </div>
        <div className={styles.rows}>
          {units.isPending ? <LoadingLines lines={14} /> : null}
          {units.isError ? (
            <FailedState error={units.error} onRetry={() => void units.refetch()} />
          ) : null}
          {units.isSuccess && rows.length === 0 ? (
            <EmptyState title={t("unit.empty")} detail={t("unit.emptyDetail")} />
          ) : null}
          {rows.length > 0 ? (
            <Table<UnitRow>
              size="small"
              rowKey="unit_id"
              columns={columns}
              dataSource={rows}
              pagination={{ pageSize: 100, showSizeChanger: false, hideOnSinglePage: true }}
              sticky
              rowClassName={({ unit_id }) => (unit_id === search.open ? (styles.open ?? "") : "")}
            />
          ) : null}
        </div>
      </div>
    </PanelLayout>
  );
}

function useUnitColumns(onOpen: (unitId: number) => void): TableColumnsType<UnitRow> {
  const { t } = useTranslation("admin");
  const format = useFormat();
  return [
    {
      title: t("unit.name"),
      key: "name",
      render: (_, unit: Unit) => (
        <button
          type="button"
          className={`${styles.rowButton} ${unit.active ? "" : styles.gone}`}
          onClick={() => onOpen(unit.unit_id)}
        >
          {format.name(unit)}
        </button>
      ),
    },
    {
      title: t("unit.kind"),
      key: "kind",
      width: 140,
      render: (_, unit: Unit) => <Tag>{t(`unit.kinds.${unit.kind}`)}</Tag>,
    },
    { title: t("unit.code"), dataIndex: "code", width: 160, responsive: ["md"] },
    { title: t("people.phone"), dataIndex: "phone", width: 140, responsive: ["md"] },
  ];
}
