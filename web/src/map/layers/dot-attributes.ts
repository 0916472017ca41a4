import type { ClockState } from "../../domain/cases/overdue.ts";
import { flagSuspended, type PointStore } from "../../domain/cases/point-store.ts";
import { caseStages } from "../../domain/cases/stages.ts";
import { type MapPalette, type Rgb, toBytes } from "../style/palette.ts";
import { dotKind } from "./case-dot-layer.ts";

export interface DotAttributes {
  length: number;
  positions: Float64Array;
  fillColors: Uint8ClampedArray;
  lineColors: Uint8ClampedArray;
  kinds: Float32Array;
  radii: Float32Array;
}

export interface DotOptions {
  nowS: number;
  palette: MapPalette;
  /** Cases that step back while a grid is in focus. */
  isDimmed: ((row: number) => boolean) | null;
}

/** 8 px of fill inside a ring of 2 and a halo of 1; a diamond needs more reach for the same area. */
const circleRadius = 7.1;
const diamondRadius = 8.6;

/** What the GPU reads, from columns and the clock; called once a frame at most, and every half minute. */
export function buildDotAttributes(store: PointStore, options: DotOptions): DotAttributes {
  const { count } = store;
  const attributes: DotAttributes = {
    length: count,
    positions: store.positions.subarray(0, count * 2),
    fillColors: new Uint8ClampedArray(count * 4),
    lineColors: new Uint8ClampedArray(count * 4),
    kinds: new Float32Array(count),
    radii: new Float32Array(count),
  };
  const fills = clockColors(options.palette);
  const rings = caseStages.map((stage) => toBytes(stageColor(options.palette, stage)));
  for (let row = 0; row < count; row += 1) {
    const clock = store.clockAt(row, options.nowS);
    const stage = store.stages[row] ?? 4;
    writeColor(attributes.fillColors, row, fills[clock]);
    writeColor(attributes.lineColors, row, rings[stage] ?? [0, 0, 0]);
    attributes.radii[row] = clock === "overdue" ? diamondRadius : circleRadius;
    attributes.kinds[row] =
      stage |
      (clock === "overdue" ? dotKind.overdue : 0) |
      ((store.flags[row] ?? 0) & flagSuspended ? dotKind.suspended : 0) |
      (clock === "closed" ? dotKind.hollow : 0) |
      (options.palette.theme === "dark" ? dotKind.dark : 0) |
      (options.isDimmed?.(row) ? dotKind.dimmed : 0);
  }
  return attributes;
}

export function clockFill(palette: MapPalette, clock: ClockState): string {
  const { clock: tones } = palette.tokens;
  switch (clock) {
    case "plenty":
      return tones.ok.fill;
    case "short":
      return tones.soon.fill;
    case "overdue":
      return tones.overdue.fill;
    case "suspended":
      return tones.suspended.fill;
    case "untimed":
    case "closed":
      return tones.none.fill;
  }
}

export function stageColor(palette: MapPalette, stage: (typeof caseStages)[number]): string {
  return palette.tokens.stage[stage];
}

function clockColors(palette: MapPalette): Record<ClockState, Rgb> {
  const color = (clock: ClockState) => toBytes(clockFill(palette, clock));
  return {
    plenty: color("plenty"),
    short: color("short"),
    overdue: color("overdue"),
    suspended: color("suspended"),
    untimed: color("untimed"),
    closed: color("closed"),
  };
}

function writeColor(bytes: Uint8ClampedArray, row: number, [red, green, blue]: Rgb): void {
  bytes[row * 4] = red;
  bytes[row * 4 + 1] = green;
  bytes[row * 4 + 2] = blue;
  bytes[row * 4 + 3] = 255;
}
