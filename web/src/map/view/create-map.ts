import "maplibre-gl/dist/maplibre-gl.css";
import type { StyleSpecification } from "maplibre-gl";
import { AttributionControl, Map as MapLibreMap, ScaleControl, setWorkerUrl } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import type { Camera } from "../../domain/schemas/workspace-search.ts";

setWorkerUrl(workerUrl);

export type DegreeBox = readonly [west: number, south: number, east: number, north: number];

export interface MapStart {
  container: HTMLElement;
  style: StyleSpecification;
  camera: Camera | null;
  city: DegreeBox;
  reducedMotion: boolean;
  words: { map: string; zoomIn: string; zoomOut: string; attribution: string };
}

/** Around the city there is nothing to see: the camera keeps to it, with room to breathe. */
function paddedBounds([west, south, east, north]: DegreeBox): [number, number, number, number] {
  const width = Math.max(east - west, 0.02);
  const height = Math.max(north - south, 0.02);
  return [west - width, Math.max(south - height, -84), east + width, Math.min(north + height, 84)];
}

/** Throws where the browser has no WebGL 2. */
export function createMap(start: MapStart): MapLibreMap {
  const [west, south, east, north] = start.city;
  const map = new MapLibreMap({
    container: start.container,
    style: start.style,
    ...(start.camera
      ? { center: [start.camera.longitude, start.camera.latitude], zoom: start.camera.zoomLevel }
      : { bounds: [west, south, east, north], fitBoundsOptions: { padding: 32 } }),
    maxBounds: paddedBounds(start.city),
    maxZoom: 20,
    dragRotate: false,
    touchPitch: false,
    pitchWithRotate: false,
    doubleClickZoom: false,
    attributionControl: false,
    fadeDuration: start.reducedMotion ? 0 : 120,
    locale: {
      "Map.Title": start.words.map,
      "NavigationControl.ZoomIn": start.words.zoomIn,
      "NavigationControl.ZoomOut": start.words.zoomOut,
      "AttributionControl.ToggleAttribution": start.words.attribution,
    },
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new ScaleControl({ maxWidth: 96, unit: "metric" }), "bottom-right");
  map.addControl(new AttributionControl({ compact: false }), "bottom-right");
  return map;
}
