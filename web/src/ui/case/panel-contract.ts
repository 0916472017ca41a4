import type { ComponentType } from "react";
import type { Assignment } from "../../domain/assignment/assign-point.ts";
import type { GridTree } from "../../domain/grids/grid-tree.ts";

type LngLat = readonly [lng: number, lat: number];

/** How a panel of another feature speaks with the map. */
export interface MapTalk {
  tree: GridTree | null;
  /** Outlines these grids as candidates. */
  showCandidates: (gridIds: readonly number[]) => void;
  /** Brings a place into view; `leastZoom` also comes nearer. */
  reveal: (lngLat: LngLat, leastZoom?: number) => void;
  /** Rings this place even when its case is not among those on the map (ended, filtered away). */
  showSpot: (lngLat: LngLat | null) => void;
  selectGrid: (gridId: number) => void;
  openCase: (caseId: number) => void;
  /** The reference rule on the polygons this browser holds; null until they are here. */
  assignLocally:
    | ((point: { x: number; y: number; accuracyMeters: number | null }) => Assignment)
    | null;
}

/** While a grid is being chosen on the map, the next click on a grid answers. */
export interface GridPicking {
  isPicking: boolean;
  pickedGridId: number | null;
  start: () => void;
  stop: () => void;
}

export interface CasePanelProps {
  caseId: number;
  map: MapTalk;
  picking: GridPicking;
  onBack: (() => void) | undefined;
  onClose: () => void;
}

export interface ReportPanelProps {
  map: MapTalk;
  draft: LngLat | null;
  onDraft: (lngLat: LngLat | null) => void;
  onBack: (() => void) | undefined;
  onClose: () => void;
}

/** Panels of the other features; the app joins them, features never import each other. */
export interface WorkspaceParts {
  CaseDrawer: ComponentType<CasePanelProps>;
  ReportPanel: ComponentType<ReportPanelProps>;
}
