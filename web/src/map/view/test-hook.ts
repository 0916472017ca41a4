import type { MapView } from "./map-view.ts";

/** What browser tests may ask of the map: questions, and no way to change it but the real pointer. */
export interface MapTestHook {
  camera: () => { lng: number; lat: number; zoom: number };
  level: () => number;
  pointsShown: () => boolean;
  pointCount: () => number;
  hasCase: (caseId: number) => boolean;
  hoveredGrid: () => number | null;
  screenOf: (lng: number, lat: number) => { x: number; y: number };
  screenOfCase: (caseId: number) => { x: number; y: number } | null;
  gridAt: (x: number, y: number) => number | null;
  labels: () => string[];
}

declare global {
  interface Window {
    __wangge?: { map?: MapTestHook };
  }
}

export function exposeTestHook(view: MapView): () => void {
  const hook = buildHook(view);
  window.__wangge = { ...window.__wangge, map: hook };
  return () => {
    if (window.__wangge?.map === hook) window.__wangge = {};
  };
}

function buildHook(view: MapView): MapTestHook {
  const { map, cases, grids } = view;
  const screenOf = (lng: number, lat: number) => {
    const { x, y } = map.project([lng, lat]);
    return { x, y };
  };
  return {
    camera: () => ({ ...map.getCenter(), zoom: map.getZoom() }),
    level: () => grids.level,
    pointsShown: () => cases.visible,
    pointCount: () => cases.feed?.store.count ?? 0,
    hasCase: (caseId) => (cases.feed?.store.rowOf(caseId) ?? -1) >= 0,
    hoveredGrid: () => grids.hoveredGridId,
    screenOf,
    screenOfCase: (caseId) => {
      const store = cases.feed?.store;
      const row = store?.rowOf(caseId) ?? -1;
      if (!store || row < 0) return null;
      return screenOf(store.positions[row * 2] ?? 0, store.positions[row * 2 + 1] ?? 0);
    },
    gridAt: (x, y) => grids.gridAt([x, y]),
    labels: () =>
      map
        .queryRenderedFeatures({ layers: [`grids-${grids.level}/label`] })
        .map((feature) => String(feature.properties.name)),
  };
}
