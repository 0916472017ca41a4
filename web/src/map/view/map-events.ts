import type { Camera } from "../../domain/schemas/workspace-search.ts";

export type LatticeBounds = readonly [minX: number, minY: number, maxX: number, maxY: number];

export interface MapHit {
  lngLat: readonly [number, number];
  /** Pixels from the map's top left corner. */
  screen: readonly [number, number];
  gridId: number | null;
  /** Cases under the pointer, nearest first. */
  caseIds: readonly number[];
}

export type MapFailure = "absent" | "lost";

/** What the map tells its owner. Never called per frame, except hover of a case when it changes. */
export interface MapEvents {
  onCamera: (camera: Camera, bounds: LatticeBounds) => void;
  onLevel: (level: number) => void;
  onClick: (hit: MapHit) => void;
  onDrill: (gridId: number) => void;
  onHoverCase: (caseId: number | null) => void;
  onPointsShown: (shown: boolean) => void;
  onDraftMoved: (lngLat: readonly [number, number]) => void;
  onFailure: (failure: MapFailure | null) => void;
}
