import type { Map as MapLibreMap } from "maplibre-gl";

/** Marks the container `data-map-idle` so that tests wait for the picture, never for a time. */
export function watchIdle(map: MapLibreMap, container: HTMLElement): () => void {
  const mark = (isIdle: boolean) => {
    container.dataset.mapIdle = String(isIdle);
  };
  const busy = () => mark(false);
  const idle = () => mark(true);
  mark(false);
  map.on("movestart", busy);
  map.on("dataloading", busy);
  map.on("idle", idle);
  return () => {
    map.off("movestart", busy);
    map.off("dataloading", busy);
    map.off("idle", idle);
  };
}
