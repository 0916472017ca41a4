import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { gridCoverageQuery } from "../../../data/grids-queries.ts";
import { useMe } from "../../../data/me-queries.ts";
import { type FaultExcerpt, faultExcerpt } from "../../../domain/import/fault-excerpt.ts";
import type { TopologyFault } from "../../../domain/import/import-report.ts";
import { decodeCoverage } from "../../../domain/lattice/coverage-codec.ts";
import { FailedState, LoadingLines } from "../../../ui/states.tsx";
import styles from "./imports.module.css";

const levelNumbers = { city: 1, district: 2, street: 3, community: 4, unit: 5 } as const;

type FaultMapProps = { fault: TopologyFault; gridIds: ReadonlySet<number> };

/** The borders around a fault: an administrator has no map of cases, and needs none for this. */
export function FaultMap({ fault, gridIds }: FaultMapProps) {
  const { t } = useTranslation("admin");
  const { city } = useMe();
  const scope = city?.code ?? "";
  // A gap belongs to the parent; its children's borders tell more.
  const level = Math.min(4, levelNumbers[fault.level] + (fault.kind === "gap" ? 1 : 0));
  const children = useQuery(gridCoverageQuery({ level, scope }));
  const parents = useQuery(gridCoverageQuery({ level: Math.max(1, level - 1), scope }));
  const excerpt = useExcerpt(children.data?.body, fault);
  const outer = useExcerpt(parents.data?.body, fault);
  if (children.isError) return <FailedState error={children.error} />;
  if (!excerpt) return <LoadingLines lines={6} />;
  const { half, radius, shapes } = excerpt;
  return (
    <svg
      className={styles.picture}
      viewBox={`${-half} ${-half} ${2 * half} ${2 * half}`}
      role="img"
      aria-label={t("imports.picture", { kind: t(`imports.${fault.kind}`) })}
    >
      {shapes.map(({ gridId, path }) => (
        <path
          key={gridId}
          d={path}
          className={gridIds.has(gridId) ? styles.concerned : styles.neighbour}
        />
      ))}
      {outer?.shapes.map(({ gridId, path }) => (
        <path key={gridId} d={path} className={styles.parent} />
      ))}
      <circle r={radius} className={styles.spot} />
    </svg>
  );
}

function useExcerpt(body: string | undefined, fault: TopologyFault): FaultExcerpt | null {
  return useMemo(() => {
    if (body === undefined) return null;
    const bytes = Uint8Array.from(atob(body), (letter) => letter.charCodeAt(0));
    return faultExcerpt(decodeCoverage(bytes), fault);
  }, [body, fault]);
}
