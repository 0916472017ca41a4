import { ScatterplotLayer } from "@deck.gl/layers";
import { labelLayer } from "../style/layer-ids.ts";
import type { MapPalette } from "../style/palette.ts";
import { toBytes } from "../style/palette.ts";
import { CaseDotLayer } from "./case-dot-layer.ts";
import type { DotAttributes } from "./dot-attributes.ts";

export const caseLayerIds = {
  dots: "cases/dots",
  selected: "cases/selected",
  hovered: "cases/hovered",
  pulse: "cases/pulse",
} as const;

type Position = readonly [number, number];

/** Dots go under the names of grids. */
export const labelsAbove = { beforeId: labelLayer(5) };

/** The binary layer of all dots. The data object is rebuilt only when attributes are. */
export function buildDotLayer(attributes: DotAttributes, visible: boolean): CaseDotLayer {
  return new CaseDotLayer({
    id: caseLayerIds.dots,
    ...labelsAbove,
    visible,
    data: {
      length: attributes.length,
      attributes: {
        getPosition: { value: attributes.positions, size: 2 },
        getFillColor: { value: attributes.fillColors, size: 4 },
        getLineColor: { value: attributes.lineColors, size: 4 },
        getRadius: { value: attributes.radii, size: 1 },
        getKind: { value: attributes.kinds, size: 1 },
      },
    },
    radiusUnits: "pixels",
    stroked: false,
    filled: true,
    billboard: true,
    pickable: false,
  });
}

interface RingOptions {
  id: string;
  positions: readonly Position[];
  color: string;
  radiusPixels: number;
  widthPixels: number;
  opacity?: number;
}

/** A ring around a few cases: selected, hovered, just arrived. */
export function buildRingLayer(options: RingOptions): ScatterplotLayer<Position> {
  const [red, green, blue] = toBytes(options.color);
  return new ScatterplotLayer<Position>({
    id: options.id,
    ...labelsAbove,
    data: [...options.positions],
    getPosition: (position) => [position[0], position[1]],
    getRadius: options.radiusPixels,
    radiusUnits: "pixels",
    stroked: true,
    filled: false,
    billboard: true,
    getLineColor: [red, green, blue],
    getLineWidth: options.widthPixels,
    lineWidthUnits: "pixels",
    opacity: options.opacity ?? 1,
    pickable: false,
    updateTriggers: {
      getRadius: options.radiusPixels,
      getLineColor: options.color,
      getLineWidth: options.widthPixels,
    },
  });
}

export const pulseMilliseconds = 1400;

/** One widening ring for a new case, gone when it has opened. `progress` 0 … 1. */
export function buildPulseLayer(
  positions: readonly Position[],
  progress: number,
  palette: MapPalette,
  caseId: number,
): ScatterplotLayer<Position> {
  return buildRingLayer({
    id: `${caseLayerIds.pulse}/${caseId}`,
    positions,
    color: palette.tokens.text,
    radiusPixels: 8 + 22 * progress,
    widthPixels: 2.5,
    opacity: Math.max(0, 0.85 * (1 - progress)),
  });
}
