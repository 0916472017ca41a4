import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { gridsTreeQuery } from "../../../data/grids-queries.ts";
import { useMe } from "../../../data/me-queries.ts";
import type { TopologyFault } from "../../../domain/import/import-report.ts";
import { formatCamera } from "../../../domain/schemas/workspace-search.ts";
import { useFormat } from "../../../i18n/use-format.ts";
import { PanelFrame } from "../../../ui/panel-layout.tsx";
import styles from "../admin.module.css";
import { FaultMap } from "./fault-map.tsx";
import { placeText } from "./place-text.ts";

type FaultPanelProps = { fault: TopologyFault; onClose: () => void };

/** One fault: which grids, how large, and a picture of the place. */
export function FaultPanel({ fault, onClose }: FaultPanelProps) {
  const { t } = useTranslation("admin");
  const format = useFormat();
  const me = useMe();
  const tree = useQuery(gridsTreeQuery());
  const gridIds = new Set(
    tree.data?.grids.grid_id.filter((_, row) =>
      fault.codes.includes(tree.data.grids.code[row] ?? ""),
    ),
  );
  const camera = { longitude: fault.x / 1e7, latitude: fault.y / 1e7, zoomLevel: 17 };
  return (
    <PanelFrame title={t(`imports.${fault.kind}`)} onClose={onClose}>
      <section className={styles.section}>
        <p>
          {fault.codes.map((code, i) => `${code} (${fault.source_codes[i] ?? ""})`).join(" · ")}
        </p>
        <p>
          {format.number(fault.area_m2)} m² · {placeText(fault)}
        </p>
        <FaultMap fault={fault} gridIds={gridIds} />
        {me.capabilities.includes("case.read") ? (
          <p>
            <Link to="/map" search={{ c: formatCamera(camera) }}>
              {t("imports.onMap")}
            </Link>
          </p>
        ) : null}
      </section>
    </PanelFrame>
  );
}
