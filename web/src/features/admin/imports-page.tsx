import { useQuery } from "@tanstack/react-query";
import { Table, type TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { latestImportQuery } from "../../data/import-queries.ts";
import type { ImportReport, TopologyFault } from "../../domain/import/import-report.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { PanelLayout } from "../../ui/panel-layout.tsx";
import { EmptyState, FailedState, LoadingLines } from "../../ui/states.tsx";
import styles from "./admin.module.css";
import { FaultPanel } from "./imports/fault-panel.tsx";
import own from "./imports/imports.module.css";
import { placeText } from "./imports/place-text.ts";
import { useAdminSearch } from "./use-admin-search.ts";

type FaultRow = TopologyFault & { no: number };

/** The last import: what came in, and the worst places where its polygons are no clean coverage. */
export function ImportsPage() {
  const { t } = useTranslation("admin");
  const { search, update } = useAdminSearch();
  const latest = useQuery(latestImportQuery());
  const worst = latest.data?.report.topology.worst ?? [];
  const rows: FaultRow[] = worst.map((fault, index) => ({ ...fault, no: index + 1 }));
  const open = rows.find(({ no }) => no === search.open);
  const columns = useFaultColumns((no) => update({ open: no }));
  return (
    <PanelLayout
      panel={
        open ? (
          <FaultPanel key={open.no} fault={open} onClose={() => update({ open: undefined })} />
        ) : null
      }
    >
      <div className={styles.list}>
        {latest.isPending ? <LoadingLines lines={8} /> : null}
        {latest.isError ? (
          <FailedState error={latest.error} onRetry={() => void latest.refetch()} />
        ) : null}
        {latest.isSuccess && latest.data === null ? (
          <EmptyState title={t("imports.empty")} detail={t("imports.emptyDetail")} />
        ) : null}
        {latest.data ? <Summary report={latest.data.report} at={latest.data.at} /> : null}
        {rows.length > 0 ? (
          <div className={styles.rows}>
            <Table<FaultRow>
              size="small"
              rowKey="no"
              columns={columns}
              dataSource={rows}
              pagination={false}
              rowClassName={({ no }) => (no === search.open ? (styles.open ?? "") : "")}
            />
          </div>
        ) : null}
      </div>
    </PanelLayout>
  );
}

function Summary({ report, at }: { report: ImportReport; at: string }) {
  const { t } = useTranslation("admin");
  const format = useFormat();
  const { city, grids, topology, cases } = report;
  const levels = Object.values(grids);
  const sum = (take: (count: (typeof levels)[number]) => number) =>
    format.number(levels.reduce((total, count) => total + take(count), 0));
  const isClean = topology.overlaps + topology.gaps + topology.outside_parent === 0;
  return (
    <section className={own.summary}>
      <p>
        <strong>
          {t("imports.headline", { city: city.name, code: city.code, at: format.dateTime(at) })}
        </strong>
      </p>
      <p className={own.quiet}>
        {t("imports.grids", {
          kept: sum((count) => count.kept - count.made),
          read: sum((count) => count.read),
          repaired: sum((count) => count.repaired),
          rejected: sum((count) => count.rejected.length),
        })}
      </p>
      <p className={own.quiet}>
        {t("imports.cases", {
          kept: format.number(cases.kept),
          read: format.number(cases.read),
          unassigned: format.number(cases.unassigned),
          rejected: format.number(cases.rejected),
        })}
      </p>
      <p className={own.quiet}>
        {isClean
          ? t("imports.clean")
          : t("imports.topology", {
              overlaps: format.number(topology.overlaps),
              gaps: format.number(topology.gaps),
              outside: format.number(topology.outside_parent),
            })}
      </p>
    </section>
  );
}

function useFaultColumns(onOpen: (no: number) => void): TableColumnsType<FaultRow> {
  const { t } = useTranslation("admin");
  const format = useFormat();
  return [
    {
      title: t("imports.kind"),
      key: "kind",
      render: (_, { no, kind }) => (
        <button type="button" className={styles.rowButton} onClick={() => onOpen(no)}>
          {t(`imports.${kind}`)}
        </button>
      ),
    },
    {
      title: t("imports.grid"),
      key: "grid",
      render: (_, { codes, source_codes }) =>
        codes.map((code, i) => `${code} (${source_codes[i] ?? ""})`).join(" · "),
    },
    {
      title: t("imports.area"),
      key: "area",
      align: "right",
      render: (_, { area_m2 }) => `${format.number(area_m2)} m²`,
    },
    { title: t("imports.place"), key: "place", render: (_, fault) => placeText(fault) },
  ];
}
