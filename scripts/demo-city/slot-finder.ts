/** Who held the three slots of a grid at a moment. */
import type { SlotHolding } from "./load-organisation.ts";

export type Three = [number | null, number | null, number | null];

export function slotFinder(
  holdings: readonly SlotHolding[],
): (gridId: number, ms: number) => Three {
  const byGrid = new Map<number, SlotHolding[]>();
  for (const holding of holdings)
    byGrid.set(holding.gridId, [...(byGrid.get(holding.gridId) ?? []), holding]);
  return (gridId, ms) => {
    const three: Three = [null, null, null];
    for (const h of byGrid.get(gridId) ?? []) {
      if ((h.fromMs === null || h.fromMs <= ms) && (h.toMs === null || ms < h.toMs))
        three[h.slot - 1] = h.personId;
    }
    return three;
  };
}
