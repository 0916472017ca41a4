import { useQuery } from "@tanstack/react-query";
import { Input, Segmented } from "antd";
import { useDeferredValue, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "../../data/me-queries.ts";
import { supervisorBoardQuery } from "../../data/supervisors-queries.ts";
import type { Me } from "../../domain/schemas/me.ts";
import type { BoardGrid } from "../../domain/schemas/supervisor.ts";
import { PanelLayout } from "../../ui/panel-layout.tsx";
import { EmptyState, FailedState, LoadingLines } from "../../ui/states.tsx";
import styles from "./admin.module.css";
import { GridPicker } from "./shared/grid-picker.tsx";
import { BoardTable } from "./supervisors/board-table.tsx";
import { countBoard, filterBoard, isBoardView, parseSlotKey } from "./supervisors/board-view.ts";
import { SlotPanel } from "./supervisors/slot-panel.tsx";
import { useAdminSearch } from "./use-admin-search.ts";

const VIEWS = ["everything", "vacant", "absent"] as const;

/** The area whose board opens first: one's own post's. */
function homeGrid(me: Me): number | null {
  const post = me.roles.find(({ grid_id }) => grid_id !== null);
  return post?.grid_id ?? me.city?.grid_id ?? null;
}

/** Every community with its three slots: who is there, who is away and for whom, what is vacant. */
export function SupervisorsPage() {
  const { t } = useTranslation("admin");
  const me = useMe();
  const { search, update } = useAdminSearch();
  const gridId = search.grid ?? homeGrid(me);
  const board = useQuery({ ...supervisorBoardQuery(gridId ?? 0), enabled: gridId !== null });
  const text = useDeferredValue(search.text ?? "");
  const view = isBoardView(search.role) ? search.role : "everything";
  const grids = useMemo(
    () => filterBoard(board.data?.grids ?? [], { text, view }),
    [board.data, text, view],
  );
  const open = parseSlotKey(search.open);
  const openGrid = open && board.data?.grids.find(({ grid_id }) => grid_id === open.gridId);
  return (
    <PanelLayout
      panel={
        open && openGrid ? (
          <SlotPanel
            key={String(search.open)}
            grid={openGrid}
            slotNumber={open.slot}
            onClose={() => update({ open: undefined })}
          />
        ) : null
      }
    >
      <div className={styles.list}>
        <div className={styles.tools}>
          <GridPicker
            className={styles.search}
            levels={[1, 2, 3]}
            value={gridId}
            onChange={(grid) => update({ grid: grid ?? undefined })}
          />
          <Input
            className={styles.search ?? ""}
            value={search.text ?? ""}
            allowClear
            placeholder={t("board.search")}
            aria-label={t("board.search")}
            onChange={({ target }) => update({ text: target.value || undefined })}
          />
          <Segmented
            value={view}
            aria-label={t("board.view")}
            options={VIEWS.map((value) => ({ value, label: t(`board.views.${value}`) }))}
            onChange={(value) => update({ role: value === "everything" ? undefined : value })}
          />
          <BoardSummary grids={board.data?.grids ?? []} />
        </div>
        <div className={styles.rows}>
          {board.isPending ? <LoadingLines lines={14} /> : null}
          {board.isError ? (
            <FailedState error={board.error} onRetry={() => void board.refetch()} />
          ) : null}
          {board.isSuccess && grids.length === 0 ? (
            <EmptyState title={t("board.empty")} detail={t("board.emptyDetail")} />
          ) : null}
          {grids.length > 0 ? (
            <BoardTable
              grids={grids}
              openKey={search.open}
              onOpen={(key) => update({ open: key })}
            />
          ) : null}
        </div>
      </div>
    </PanelLayout>
  );
}

function BoardSummary({ grids }: { grids: readonly BoardGrid[] }) {
  const { t } = useTranslation("admin");
  const counts = countBoard(grids);
  return (
    <p className={styles.summary}>
      <span>
        {t("board.communities")} <b>{counts.communities}</b>
      </span>
      <span>
        {t("board.vacancies")} <b>{counts.vacant}</b>
      </span>
      <span>
        {t("board.absences")} <b>{counts.absent}</b>
      </span>
    </p>
  );
}
