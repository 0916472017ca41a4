import { CloseOutlined, PlusOutlined } from "@ant-design/icons";
import { Badge, Button, Segmented } from "antd";
import { useTranslation } from "react-i18next";
import { emptyFilter } from "../../domain/cases/case-filter.ts";
import { gridName } from "../../domain/grids/grid-tree.ts";
import { PanelFrame } from "../../ui/panel-layout.tsx";
import { CaseList, type CaseListProps } from "./case-list.tsx";
import { FilterBar } from "./filter-bar.tsx";
import styles from "./list.module.css";
import type { WorkspaceState } from "./use-workspace.ts";

interface CasesPanelProps
  extends Omit<CaseListProps, "emptyTitle" | "emptyDetail" | "emptyAction"> {
  workspace: WorkspaceState;
  /** Cases nobody answers for yet; null for roles without the queue. */
  unassignedCount: number | null;
  canReport: boolean;
}

/** The twin of the map: what it shows is listed here, and the other way round. */
export function CasesPanel(props: CasesPanelProps) {
  const { workspace, unassignedCount, canReport, ...list } = props;
  const { t } = useTranslation("cases");
  const { filter } = workspace;
  return (
    <PanelFrame
      title={
        unassignedCount === null ? (
          t("list.title")
        ) : (
          <QueueTabs workspace={workspace} count={unassignedCount} />
        )
      }
      actions={
        canReport ? (
          <Button
            type="primary"
            icon={<PlusOutlined />}
            onClick={() => workspace.openPanel("report")}
          >
            {t("report.open")}
          </Button>
        ) : null
      }
      onClose={workspace.close}
    >
      <div className={styles.listPanel}>
        {filter.unassigned ? (
          <p className={styles.queueNote}>{t("unassigned.why")}</p>
        ) : (
          <FilterBar filter={filter} onChange={workspace.setFilter} />
        )}
        <GridChip workspace={workspace} tree={props.tree} />
        <div className={styles.listBody}>
          <CaseList
            {...list}
            emptyTitle={t(filter.unassigned ? "unassigned.none" : "list.none")}
            emptyDetail={t(filter.unassigned ? "unassigned.noneDetail" : "list.noneDetail")}
            emptyAction={
              filter.unassigned ? null : (
                <Button onClick={() => workspace.setFilter(emptyFilter)}>
                  {t("filter.reset")}
                </Button>
              )
            }
          />
        </div>
      </div>
    </PanelFrame>
  );
}

function QueueTabs({ workspace, count }: { workspace: WorkspaceState; count: number }) {
  const { t } = useTranslation("cases");
  return (
    <Segmented
      aria-label={t("list.queues")}
      value={workspace.filter.unassigned ? "unassigned" : "cases"}
      onChange={(value) =>
        workspace.setFilter({ ...emptyFilter, unassigned: value === "unassigned" })
      }
      options={[
        { value: "cases", label: t("list.title") },
        {
          value: "unassigned",
          label: (
            <span className={styles.queueTab}>
              {t("unassigned.title")}
              <Badge count={count} overflowCount={999} color="var(--wg-text-secondary)" showZero />
            </span>
          ),
        },
      ]}
    />
  );
}

/** The grid that narrows the list, with the way out of it. */
function GridChip({ workspace, tree }: Pick<CasesPanelProps, "workspace" | "tree">) {
  const { t, i18n } = useTranslation("cases");
  const node = tree?.get(workspace.gridId);
  if (!node) return null;
  const name = gridName(node, i18n.language);
  return (
    <div className={styles.chipLine}>
      <button type="button" className={styles.chip} onClick={() => workspace.openPanel("grid")}>
        {t("list.inGrid", { name })}
      </button>
      <Button
        size="small"
        type="text"
        icon={<CloseOutlined />}
        aria-label={t("list.leaveGrid", { name })}
        onClick={() => workspace.selectGrid(null)}
      />
    </div>
  );
}
