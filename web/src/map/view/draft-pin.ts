import { type Map as MapLibreMap, Marker } from "maplibre-gl";

type LngLat = readonly [lng: number, lat: number];

/** The pin of a report that is being written; it can be dragged. */
export class DraftPin {
  readonly #map: MapLibreMap;
  readonly #onMoved: (lngLat: LngLat) => void;
  #marker: Marker | null = null;

  constructor(map: MapLibreMap, onMoved: (lngLat: LngLat) => void) {
    this.#map = map;
    this.#onMoved = onMoved;
  }

  show(lngLat: LngLat | null): void {
    if (lngLat === null) {
      this.#marker?.remove();
      this.#marker = null;
      return;
    }
    const at: [number, number] = [lngLat[0], lngLat[1]];
    if (this.#marker) this.#marker.setLngLat(at);
    else this.#marker = this.#make().setLngLat(at).addTo(this.#map);
  }

  /** Drawn by our style sheet: the marker of MapLibre carries inline styles that the page's policy refuses. */
  #make(): Marker {
    const element = document.createElement("div");
    element.className = "wg-map-pin";
    const marker = new Marker({ element, anchor: "bottom", draggable: true });
    marker.on("dragend", () => {
      const { lng, lat } = marker.getLngLat();
      this.#onMoved([lng, lat]);
    });
    return marker;
  }
}
