import type { BoardGrid } from "../../../domain/schemas/supervisor.ts";

export type BoardView = "everything" | "vacant" | "absent";

export function isBoardView(value: string | undefined): value is BoardView {
  return value === "everything" || value === "vacant" || value === "absent";
}

/** The open slot in the URL: `412-2` is slot 2 of grid 412. */
export function slotKey(gridId: number, slot: number): string {
  return `${gridId}-${slot}`;
}

export function parseSlotKey(
  key: string | number | undefined,
): { gridId: number; slot: number } | null {
  const match = /^(\d+)-([123])$/.exec(String(key ?? ""));
  return match ? { gridId: Number(match[1]), slot: Number(match[2]) } : null;
}

/** Communities by name, code, street or the name of a supervisor; all, with a vacancy, or with an absence. */
export function filterBoard(
  grids: readonly BoardGrid[],
  { text, view }: { text: string; view: BoardView },
): readonly BoardGrid[] {
  const query = text.trim().toLowerCase();
  return grids.filter((grid) => {
    const inView =
      view === "everything" ||
      grid.slots.some(({ status }) => status === (view === "vacant" ? "vacant" : "absent"));
    return inView && (query === "" || searchText(grid).includes(query));
  });
}

function searchText({ name, name_en, code, street_name, slots }: BoardGrid): string {
  const holders = slots.map((slot) => `${slot.name ?? ""} ${slot.substitute?.name ?? ""}`);
  return [name, name_en, code, street_name ?? "", ...holders].join(" ").toLowerCase();
}

export function countBoard(grids: readonly BoardGrid[]) {
  const slots = grids.flatMap((grid) => grid.slots);
  return {
    communities: grids.length,
    vacant: slots.filter(({ status }) => status === "vacant").length,
    absent: slots.filter(({ status }) => status === "absent").length,
  };
}
