import type { PointStore } from "../../domain/cases/point-store.ts";

export interface PickArea {
  lng: number;
  lat: number;
  /** Half width and height of the area, in degrees. */
  reachLng: number;
  reachLat: number;
}

/**
 * Cases under a finger, nearest first: a scan of two number columns (60,000 in a third of a millisecond), where
 * picking by the GPU would draw the picture again and wait for it.
 */
export function nearestCases(store: PointStore, area: PickArea): number[] {
  const found: { caseId: number; distance: number }[] = [];
  for (let row = 0; row < store.count; row += 1) {
    const dx = ((store.positions[row * 2] ?? 0) - area.lng) / area.reachLng;
    const dy = ((store.positions[row * 2 + 1] ?? 0) - area.lat) / area.reachLat;
    const distance = dx * dx + dy * dy;
    if (distance <= 1) found.push({ caseId: store.caseIds[row] ?? 0, distance });
  }
  return found.sort((a, b) => a.distance - b.distance).map(({ caseId }) => caseId);
}
