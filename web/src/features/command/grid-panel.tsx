import { UpOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { caseCountsQuery, gridCardQuery } from "../../data/grids-queries.ts";
import { emptyFilter } from "../../domain/cases/case-filter.ts";
import { type GridTree, gridName } from "../../domain/grids/grid-tree.ts";
import type { GridCard } from "../../domain/schemas/grid.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { ChainLadder } from "../../ui/case/chain-ladder.tsx";
import { SupervisorSlots } from "../../ui/case/supervisor-slots.tsx";
import { PanelFrame } from "../../ui/panel-layout.tsx";
import { FailedState, LoadingLines } from "../../ui/states.tsx";
import styles from "./command.module.css";
import type { WorkspaceState } from "./use-workspace.ts";

interface GridPanelProps {
  gridId: number;
  tree: GridTree | null;
  workspace: WorkspaceState;
  onDrill: (gridId: number) => void;
}

/** A grid: who answers for it, what lies open in it, the way up and down. */
export function GridPanel({ gridId, tree, workspace, onDrill }: GridPanelProps) {
  const { t, i18n } = useTranslation("cases");
  const query = useQuery(gridCardQuery(gridId));
  const node = tree?.get(gridId);
  const parentId = node?.parentId ?? null;
  return (
    <PanelFrame
      title={node ? gridName(node, i18n.language) : t("grid.title")}
      actions={
        parentId === null ? null : (
          <Button icon={<UpOutlined />} onClick={() => onDrill(parentId)}>
            {t("grid.up")}
          </Button>
        )
      }
      onBack={workspace.goBack}
      onClose={workspace.close}
    >
      {query.isPending ? (
        <LoadingLines lines={12} />
      ) : query.data ? (
        <Card card={query.data} tree={tree} workspace={workspace} onDrill={onDrill} />
      ) : (
        <FailedState error={query.error} onRetry={() => void query.refetch()} />
      )}
    </PanelFrame>
  );
}

interface CardProps {
  card: GridCard;
  tree: GridTree | null;
  workspace: WorkspaceState;
  onDrill: (gridId: number) => void;
}

function Card({ card, tree, workspace, onDrill }: CardProps) {
  const { t } = useTranslation("cases");
  const format = useFormat();
  const { grid } = card;
  const facts = [
    t(`level.${grid.level}`),
    grid.code,
    grid.area_m2 === null ? null : format.area(grid.area_m2),
    grid.residents ? t("grid.residents", { count: grid.residents }) : null,
    grid.kind === "standard" ? null : t(`grid.kind.${grid.kind}`, { defaultValue: grid.kind }),
  ].filter((fact) => fact !== null);
  return (
    <div className={styles.card}>
      <p className={styles.facts}>{facts.join(" · ")}</p>
      {grid.unclean === true ? <p className={styles.warning}>{t("grid.unclean")}</p> : null}
      <CardCounts card={card} workspace={workspace} />
      {card.supervisors ? (
        <section>
          <h3>{t("grid.supervisors")}</h3>
          <SupervisorSlots slots={card.supervisors} />
        </section>
      ) : null}
      <section>
        <h3>{t("grid.chain")}</h3>
        <ChainLadder chain={card.chain} onSelectGrid={onDrill} />
      </section>
      <Children gridId={grid.grid_id} tree={tree} onDrill={onDrill} />
    </div>
  );
}

function CardCounts({ card, workspace }: Pick<CardProps, "card" | "workspace">) {
  const { t } = useTranslation("cases");
  const format = useFormat();
  const { counts } = card;
  const figures = [
    { key: "open", value: counts.open, filter: {} },
    { key: "overdue", value: counts.overdue, filter: { overdue: true } },
    { key: "on_account", value: counts.on_account, filter: { onAccount: true } },
    {
      key: "today",
      value: counts.today,
      filter: { today: true, withClosed: true, sort: "newest" as const },
    },
  ];
  return (
    <div className={styles.cardCounts}>
      {figures.map(({ key, value, filter }) => (
        <button
          key={key}
          type="button"
          className={`${styles.figure} ${key === "overdue" && value > 0 ? styles.late : ""}`}
          onClick={() => workspace.showCases({ ...emptyFilter, ...filter })}
        >
          <span className={styles.figureName}>{t(`headline.${key}`)}</span>
          <strong>{format.number(value)}</strong>
        </button>
      ))}
    </div>
  );
}

/** The grids below, worst first: the number that hurts decides the order. */
function Children({
  gridId,
  tree,
  onDrill,
}: { gridId: number } & Pick<CardProps, "tree" | "onDrill">) {
  const { t, i18n } = useTranslation("cases");
  const format = useFormat();
  const counts = useQuery(caseCountsQuery(gridId)).data?.children ?? [];
  const nodes = tree?.children(gridId) ?? [];
  if (nodes.length === 0) return null;
  const byId = new Map(counts.map((count) => [count.grid_id, count]));
  const rows = nodes
    .map((node) => ({ node, count: byId.get(node.gridId) }))
    .sort(
      (a, b) =>
        (b.count?.overdue ?? 0) - (a.count?.overdue ?? 0) ||
        (b.count?.open ?? 0) - (a.count?.open ?? 0),
    );
  return (
    <section>
      <h3>{t("grid.children", { count: nodes.length })}</h3>
      <table className={styles.children}>
        <thead>
          <tr>
            <th scope="col">{t("grid.name")}</th>
            <th scope="col">{t("headline.open")}</th>
            <th scope="col">{t("headline.overdue")}</th>
            <th scope="col">{t("headline.today")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ node, count }) => (
            <tr key={node.gridId}>
              <th scope="row">
                <button type="button" className={styles.link} onClick={() => onDrill(node.gridId)}>
                  {gridName(node, i18n.language)}
                </button>
              </th>
              <td>{count ? format.number(count.open) : "–"}</td>
              <td className={count && count.overdue > 0 ? styles.lateText : ""}>
                {count ? format.number(count.overdue) : "–"}
              </td>
              <td>{count ? format.number(count.today) : "–"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
