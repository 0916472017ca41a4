import { AimOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { caseDetailQuery } from "../../data/cases-queries.ts";
import { useCan } from "../../data/me-queries.ts";
import { clockOfRow } from "../../domain/cases/overdue.ts";
import type { CaseDetail } from "../../domain/schemas/case.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { ChainLadder } from "../../ui/case/chain-ladder.tsx";
import { ClockBadge } from "../../ui/case/clock-badge.tsx";
import type { CasePanelProps } from "../../ui/case/panel-contract.ts";
import { StateTag } from "../../ui/case/state-tag.tsx";
import { SupervisorSlots } from "../../ui/case/supervisor-slots.tsx";
import { PanelFrame } from "../../ui/panel-layout.tsx";
import { FailedState, LoadingLines } from "../../ui/states.tsx";
import { useNowSeconds } from "../../ui/use-now.ts";
import { AssignSection } from "./assign-section.tsx";
import { CaseTimeline } from "./case-timeline.tsx";
import styles from "./cases.module.css";
import { ReporterSection } from "./reporter-section.tsx";
import { WhySection } from "./why-section.tsx";

/** One case on one screen: how late, where, whose, why there, and what happened. */
export function CaseDrawer(props: CasePanelProps) {
  const { t } = useTranslation("cases");
  const query = useQuery(caseDetailQuery(props.caseId));
  const { showCandidates } = props.map;
  const candidates = query.data?.why.candidates;
  useEffect(() => {
    showCandidates(candidates?.map((candidate) => candidate.grid_id) ?? []);
    return () => showCandidates([]);
  }, [showCandidates, candidates]);
  const row = query.data?.case;
  const { reveal, showSpot } = props.map;
  const x = row?.x;
  const y = row?.y;
  // A case opened from a link or the search may lie anywhere.
  useEffect(() => {
    if (x === undefined || y === undefined) return;
    const lngLat = [x / 1e7, y / 1e7] as const;
    showSpot(lngLat);
    reveal(lngLat);
    return () => showSpot(null);
  }, [reveal, showSpot, x, y]);
  return (
    <PanelFrame
      title={row ? <span className={styles.number}>{row.case_no}</span> : t("case.title")}
      actions={
        row ? (
          <Button
            type="text"
            icon={<AimOutlined />}
            aria-label={t("case.reveal")}
            title={t("case.reveal")}
            onClick={() => props.map.reveal([row.x / 1e7, row.y / 1e7], 15.5)}
          />
        ) : null
      }
      onBack={props.onBack}
      onClose={props.onClose}
    >
      {query.isPending ? (
        <LoadingLines lines={14} />
      ) : query.data ? (
        <Detail detail={query.data} panel={props} />
      ) : (
        <FailedState error={query.error} onRetry={() => void query.refetch()} />
      )}
    </PanelFrame>
  );
}

function Detail({ detail, panel }: { detail: CaseDetail; panel: CasePanelProps }) {
  const { t } = useTranslation("cases");
  const canAssign = useCan("case.assign");
  const canReadReporter = useCan("reporter.read");
  const { case: row, why } = detail;
  const isPlaceOpen = row.state === "reported" || row.state === "verifying";
  const needsPlace = why.method === "unassigned" || why.candidates.length > 0;
  return (
    <div className={styles.drawer}>
      <Header detail={detail} />
      {canAssign && isPlaceOpen && needsPlace ? (
        <AssignSection detail={detail} map={panel.map} picking={panel.picking} />
      ) : null}
      {detail.supervisors ? (
        <section>
          <h3>{t("case.supervisors")}</h3>
          <SupervisorSlots
            slots={detail.supervisors.map((one) => ({
              slot: one.slot,
              name: one.name,
              phone: one.phone,
              status: one.vacant ? "vacant" : "on_duty",
              substitute: null,
            }))}
          />
        </section>
      ) : null}
      <section>
        <h3>{t("case.chain")}</h3>
        {detail.chain.length > 0 ? (
          <ChainLadder chain={detail.chain} onSelectGrid={panel.map.selectGrid} />
        ) : (
          <p className={styles.muted}>{t("case.noChain")}</p>
        )}
      </section>
      <WhySection detail={detail} tree={panel.map.tree} />
      {canReadReporter ? <ReporterSection caseId={row.case_id} /> : null}
      <section>
        <h3>{t("case.history")}</h3>
        <CaseTimeline events={detail.events} tree={panel.map.tree} />
      </section>
    </div>
  );
}

function Header({ detail: { case: row } }: { detail: CaseDetail }) {
  const { t, i18n } = useTranslation("cases");
  const format = useFormat();
  const nowS = useNowSeconds();
  const name = (i18n.language === "en" ? row.class_name_en : row.class_name) ?? row.class_name;
  const facts = [
    [t("case.reported"), format.dateTime(row.reported_at)],
    [t("case.source"), t(`source.${row.source}`)],
    ...(row.deadline_at ? [[t("case.deadline"), format.dateTime(row.deadline_at)] as const] : []),
    ...(row.closed_at ? [[t("case.closed"), format.dateTime(row.closed_at)] as const] : []),
    ...(row.unit_name ? [[t("case.unit"), row.unit_name] as const] : []),
    ...(row.address === "" ? [] : [[t("case.address"), row.address] as const]),
  ] as const;
  return (
    <header className={styles.caseHead}>
      <h3 className={styles.className}>{name ?? t("unclassified")}</h3>
      <p className={styles.tags}>
        <StateTag state={row.state} />
        <ClockBadge clock={clockOfRow(row)} nowS={nowS} />
        {row.urgent ? <span className={styles.flag}>{t("flag.urgent")}</span> : null}
        {row.on_account ? (
          <span className={styles.flag}>{t("flag.onAccountTimes", { count: row.round })}</span>
        ) : null}
        {row.failures > 0 ? (
          <span className={styles.flag}>{t("flag.failures", { count: row.failures })}</span>
        ) : null}
      </p>
      {row.description === "" ? null : <p className={styles.description}>{row.description}</p>}
      <dl className={styles.facts}>
        {facts.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </header>
  );
}
