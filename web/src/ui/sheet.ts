import { SIZES } from "./tokens.ts";

/** The three heights of the bottom sheet, low to high. */
export const SHEET_HEIGHTS = ["peek", "half", "full"] as const;
export type SheetHeight = (typeof SHEET_HEIGHTS)[number];

/** A tap goes one up, from the highest back to the lowest. */
export function nextSheet(height: SheetHeight): SheetHeight {
  const at = SHEET_HEIGHTS.indexOf(height);
  return SHEET_HEIGHTS[(at + 1) % SHEET_HEIGHTS.length] ?? "half";
}

/** Where a drag that ends at this share of the screen comes to rest. */
export function snapSheet(share: number): SheetHeight {
  if (share < 0.3) return "peek";
  return share < 0.7 ? "half" : "full";
}

export function clampWidth(widthPx: number): number {
  return Math.round(Math.min(SIZES.panelMaxPx, Math.max(SIZES.panelMinPx, widthPx)));
}
