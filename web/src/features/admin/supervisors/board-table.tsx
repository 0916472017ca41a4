import { Table, type TableColumnsType } from "antd";
import type { TFunction } from "i18next";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { BoardGrid, BoardSlot } from "../../../domain/schemas/supervisor.ts";
import { useFormat } from "../../../i18n/use-format.ts";
import styles from "../admin.module.css";
import { slotKey } from "./board-view.ts";

type BoardTableProps = {
  grids: readonly BoardGrid[];
  openKey: string | number | undefined;
  onOpen: (key: string) => void;
};

const SLOTS = [1, 2, 3] as const;
const ROWS_PER_PAGE = 50;

export function BoardTable({ grids, openKey, onOpen }: BoardTableProps) {
  const { t } = useTranslation("admin");
  const format = useFormat();
  const columns = useMemo<TableColumnsType<BoardGrid>>(
    () => [
      {
        title: t("board.community"),
        key: "community",
        width: 170,
        render: (_, grid) => (
          <>
            <span className={styles.slotName}>{format.name(grid)}</span>
            <span className={`${styles.muted} ${styles.block}`}>{grid.street_name}</span>
            <span className={`${styles.muted} ${styles.block}`}>{grid.code}</span>
          </>
        ),
      },
      ...SLOTS.map((number) => ({
        title: t("board.slot", { slot: number }),
        key: number,
        render: (_: unknown, grid: BoardGrid) => {
          const slot = grid.slots.find((candidate) => candidate.slot === number);
          const key = slotKey(grid.grid_id, number);
          return slot ? (
            <SlotCell slot={slot} isOpen={key === openKey} onOpen={() => onOpen(key)} />
          ) : null;
        },
      })),
    ],
    [t, format, openKey, onOpen],
  );
  return (
    <Table<BoardGrid>
      size="small"
      rowKey="grid_id"
      columns={columns}
      dataSource={[...grids]}
      pagination={{ pageSize: ROWS_PER_PAGE, showSizeChanger: false, hideOnSinglePage: true }}
      sticky
      scroll={{ x: 640 }}
    />
  );
}

type SlotCellProps = { slot: BoardSlot; isOpen: boolean; onOpen: () => void };

function SlotCell({ slot, isOpen, onOpen }: SlotCellProps) {
  const { t } = useTranslation("admin");
  const className = [
    styles.slotCell,
    slot.status === "vacant" ? styles.slotVacant : "",
    slot.status === "absent" ? styles.slotAway : "",
    isOpen ? styles.slotOpen : "",
  ].join(" ");
  return (
    <button type="button" className={className} aria-pressed={isOpen} onClick={onOpen}>
      <span className={styles.slotName}>{slot.name ?? t("board.vacant")}</span>
      <span className={styles.muted}>{secondLine(slot, t)}</span>
    </button>
  );
}

function secondLine(slot: BoardSlot, t: TFunction<"admin">): string {
  if (slot.substitute) {
    return t("board.substitutedBy", {
      name: slot.substitute.name,
      reason: t(`substitute.reasons.${slot.substitute.reason ?? "other"}`),
    });
  }
  if (slot.status === "vacant") return t("board.appointHint");
  if (slot.status === "absent") return t("board.absent");
  return slot.phone ?? t(`sourceType.${slot.source_type ?? "staff"}`);
}
