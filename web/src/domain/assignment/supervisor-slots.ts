export const SUPERVISOR_SLOTS = [1, 2, 3] as const;
export type SupervisorSlot = (typeof SUPERVISOR_SLOTS)[number];

/** A row of `supervisor_slots`; times in epoch milliseconds, null = without end on that side. */
export type SlotRow = {
  readonly gridId: number;
  readonly slot: number;
  readonly personId: number;
  readonly fromMs: number | null;
  readonly toMs: number | null;
};

export type SlotHolder =
  | { readonly slot: SupervisorSlot; readonly kind: "held"; readonly personId: number }
  | { readonly slot: SupervisorSlot; readonly kind: "vacant" };

/**
 * The three supervisors who answer for a level-4 grid at a moment (the report time). Periods are
 * closed at the start and open at the end, as `tstzrange` is. An empty slot is named as vacant.
 */
export function supervisorsAt(
  rows: readonly SlotRow[],
  gridId: number,
  atMs: number,
): readonly SlotHolder[] {
  const holding = rows.filter(
    (row) =>
      row.gridId === gridId &&
      (row.fromMs === null || row.fromMs <= atMs) &&
      (row.toMs === null || atMs < row.toMs),
  );
  return SUPERVISOR_SLOTS.map((slot): SlotHolder => {
    const row = holding.find((candidate) => candidate.slot === slot);
    return row === undefined
      ? { slot, kind: "vacant" }
      : { slot, kind: "held", personId: row.personId };
  });
}
