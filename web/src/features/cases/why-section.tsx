import { useTranslation } from "react-i18next";
import { type GridTree, gridName } from "../../domain/grids/grid-tree.ts";
import type { CaseDetail } from "../../domain/schemas/case.ts";
import { useFormat } from "../../i18n/use-format.ts";
import styles from "./cases.module.css";
import { systemName } from "./system-name.ts";

/** Why the case lies in this grid: the rule, the distance to the border, the neighbours, what was given. */
export function WhySection({ detail, tree }: { detail: CaseDetail; tree: GridTree | null }) {
  const { t, i18n } = useTranslation("cases");
  const format = useFormat();
  const { why, where, case: row } = detail;
  const distance = why.border_distance_m;
  const rezoned = isRezoned(detail);
  return (
    <section>
      <h3>{t("why.title")}</h3>
      <p className={styles.reason}>{t(`why.method.${why.method}`)}</p>
      <dl className={styles.facts}>
        {distance === null ? null : (
          <div>
            <dt>{t("why.border")}</dt>
            <dd>{format.distance(distance)}</dd>
          </div>
        )}
        <div>
          <dt>{t("why.accuracy")}</dt>
          <dd>
            {where.accuracy_m === null
              ? t("why.unknown")
              : `± ${format.distance(where.accuracy_m)}`}
          </dd>
        </div>
        <div>
          <dt>{t("why.raw")}</dt>
          <dd className={styles.coordinate}>
            {where.raw_x.toFixed(6)}, {where.raw_y.toFixed(6)}{" "}
            <small>{systemName(where.raw_crs)}</small>
          </dd>
        </div>
        <div>
          <dt>{t("why.lattice")}</dt>
          <dd className={styles.coordinate}>
            {(row.x / 1e7).toFixed(7)}, {(row.y / 1e7).toFixed(7)} <small>WGS 84</small>
          </dd>
        </div>
      </dl>
      {where.crs_suspect ? <p className={styles.warning}>{t("why.suspect")}</p> : null}
      {rezoned ? <p className={styles.warning}>{t("why.rezoned", { chain: rezoned })}</p> : null}
      {why.candidates.length > 0 ? (
        <>
          <h4>{t("why.candidates")}</h4>
          <ul className={styles.candidates}>
            {why.candidates.map((candidate) => {
              const node = tree?.get(candidate.grid_id);
              return (
                <li key={candidate.grid_id}>
                  <span>{node ? gridName(node, i18n.language) : candidate.name}</span>
                  <span className={styles.muted}>{candidate.code}</span>
                  <span>{format.distance(candidate.distance_m)}</span>
                </li>
              );
            })}
          </ul>
        </>
      ) : null}
    </section>
  );
}

/** The chain as of the report, when it is another one than today's. */
function isRezoned({ chain, reported_chain }: CaseDetail): string | null {
  const then = reported_chain.find((grid) => grid.level === 4);
  const now = chain.find((grid) => grid.level === 4);
  if (!then || then.grid_id === now?.grid_id) return null;
  return reported_chain.map((grid) => grid.name).join(" › ");
}
