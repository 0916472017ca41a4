import { Table, type TableColumnsType } from "antd";
import type { TFunction } from "i18next";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { BoardGrid, BoardSlot } from "../../../domain/schemas/supervisor.ts";
import { useFormat } from "../../../i18n/use-format.ts";
import { useIsPhone } from "../../../ui/use-media.ts";
import styles from "../admin.module.css";
import { usePlaceNames } from "../shared/use-place-names.ts";
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
  const isPhone = useIsPhone();
  const columns = useMemo<TableColumnsType<BoardGrid>>(() => {
    const cell = (grid: BoardGrid, number: number) => {
      const slot = grid.slots.find((candidate) => candidate.slot === number);
      const key = slotKey(grid.grid_id, number);
      if (!slot) return null;
      return <SlotCell key={key} slot={slot} isOpen={key === openKey} onOpen={() => onOpen(key)} />;
    };
    const community = {
      title: t("board.community"),
      key: "community",
      width: isPhone ? 120 : 170,
      render: (_: unknown, grid: BoardGrid) => <Community grid={grid} />,
    };
    // A phone has no room for three columns: the slots stand below one another.
    const slots = isPhone
      ? [
          {
            title: t("tabs.supervisors"),
            key: "slots",
            render: (_: unknown, grid: BoardGrid) => (
              <div className={styles.stack}>{SLOTS.map((number) => cell(grid, number))}</div>
            ),
          },
        ]
      : SLOTS.map((number) => ({
          title: t("board.slot", { slot: number }),
          key: number,
          render: (_: unknown, grid: BoardGrid) => cell(grid, number),
        }));
    return [community, ...slots];
  }, [t, openKey, onOpen, isPhone]);
  return (
    <Table<BoardGrid>
      size="small"
      rowKey="grid_id"
      columns={columns}
      dataSource={[...grids]}
      pagination={{ pageSize: ROWS_PER_PAGE, showSizeChanger: false, hideOnSinglePage: true }}
      sticky
      tableLayout="fixed"
    />
  );
}

function Community({ grid }: { grid: BoardGrid }) {
  const places = usePlaceNames();
  const format = useFormat();
  return (
    <>
      <span className={styles.slotName}>{format.name(grid)}</span>
      <span className={`${styles.muted} ${styles.block}`}>
        {places.grid(grid.street_id, grid.street_name)}
      </span>
      <span className={`${styles.muted} ${styles.block}`}>{grid.code}</span>
    </>
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
