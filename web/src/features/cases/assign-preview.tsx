import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { assignPreviewQuery } from "../../data/grids-queries.ts";
import { gridName } from "../../domain/grids/grid-tree.ts";
import type { AssignPreview } from "../../domain/schemas/grid.ts";
import { useFormat } from "../../i18n/use-format.ts";
import type { MapTalk } from "../../ui/case/panel-contract.ts";
import { StateTag } from "../../ui/case/state-tag.tsx";
import { SupervisorSlots } from "../../ui/case/supervisor-slots.tsx";
import { useErrorMessage } from "../../ui/use-error-message.ts";
import styles from "./cases.module.css";
import type { ReportLocation } from "./report-location.ts";

interface AssignPreviewProps {
  location: ReportLocation;
  className: string | null;
  map: MapTalk;
}

/** Who would get it: this browser's own answer at once, the server's with names and neighbours a moment later. */
export function AssignPreviewView({ location, className, map }: AssignPreviewProps) {
  const { t, i18n } = useTranslation("cases");
  const message = useErrorMessage();
  const { x, y, accuracyM } = location;
  const server = useQuery(assignPreviewQuery({ x, y, accuracyM }));
  const { assignLocally, showCandidates, tree } = map;
  const local = useMemo(
    () => assignLocally?.({ x, y, accuracyMeters: accuracyM }) ?? null,
    [assignLocally, x, y, accuracyM],
  );
  const method = server.data?.method ?? local?.method ?? null;
  const gridId =
    server.data?.grid_id ?? (local && local.method !== "unassigned" ? local.gridId : null);
  const candidates = server.data?.candidates;
  const outlined = useMemo(
    () => [...(gridId === null ? [] : [gridId]), ...(candidates ?? []).map((one) => one.grid_id)],
    [gridId, candidates],
  );
  useEffect(() => {
    showCandidates(outlined);
    return () => showCandidates([]);
  }, [showCandidates, outlined]);
  const chain = tree?.chain(gridId) ?? [];
  return (
    <section className={styles.preview} aria-live="polite" data-testid="assign-preview">
      <h3>{t("preview.title")}</h3>
      {chain.length > 0 ? (
        <p className={styles.previewChain}>
          {chain.map((node) => gridName(node, i18n.language)).join(" › ")}
        </p>
      ) : null}
      {method ? <p className={styles.muted}>{t(`why.method.${method}`)}</p> : null}
      {server.error ? <p className={styles.warning}>{message(server.error)}</p> : null}
      {server.data ? <ServerAnswer answer={server.data} className={className} map={map} /> : null}
    </section>
  );
}

function ServerAnswer(props: { answer: AssignPreview; className: string | null; map: MapTalk }) {
  const { answer, className, map } = props;
  const { t } = useTranslation("cases");
  const format = useFormat();
  const same = answer.nearby.filter((one) => className !== null && one.class_name === className);
  const others = answer.nearby.filter((one) => !same.includes(one));
  return (
    <>
      {answer.border_distance_m !== null && answer.candidates.length > 0 ? (
        <p className={styles.warning}>
          {t("preview.border", {
            distance: format.distance(answer.border_distance_m),
            names: answer.candidates.map((one) => one.name).join("、"),
          })}
        </p>
      ) : null}
      {answer.supervisors ? <SupervisorSlots slots={answer.supervisors} /> : null}
      <Nearby title={t("preview.same", { count: same.length })} cases={same} map={map} strong />
      <Nearby title={t("preview.nearby", { count: others.length })} cases={others} map={map} />
    </>
  );
}

interface NearbyProps {
  title: string;
  cases: AssignPreview["nearby"];
  map: MapTalk;
  strong?: boolean;
}

/** What lies open around already: perhaps it is reported. */
function Nearby({ title, cases, map, strong }: NearbyProps) {
  const { t, i18n } = useTranslation("cases");
  const format = useFormat();
  if (cases.length === 0) return null;
  return (
    <div className={strong ? styles.nearbySame : styles.nearby}>
      <h4>{title}</h4>
      <ul className={styles.candidates}>
        {cases.slice(0, 5).map((one) => (
          <li key={one.case_id}>
            <button type="button" className={styles.link} onClick={() => map.openCase(one.case_id)}>
              {(i18n.language === "en" ? one.class_name_en : one.class_name) ?? t("unclassified")}
            </button>
            <StateTag state={one.state} />
            <span>{format.distance(one.distance_m)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
