import type { Map as MapLibreMap } from "maplibre-gl";
import { snap } from "../../domain/lattice/lattice-point.ts";
import type { DegreeBox } from "./create-map.ts";
import type { LatticeBounds } from "./map-events.ts";

const moveMilliseconds = 450;
/** A place that was out of sight is shown with its surroundings. */
const revealZoom = 14;
/** What is nearer to the rim than this is not in view. */
const rimPixels = 24;

/** Moves of the camera that the interface asks for; reduced motion jumps. */
export class MapCamera {
  readonly #map: MapLibreMap;
  readonly #animate: boolean;
  #obscuredPixels = 0;

  constructor(map: MapLibreMap, reducedMotion: boolean) {
    this.#map = map;
    this.#animate = !reducedMotion;
  }

  /** Pixels at the bottom that a sheet covers (phone): what lies there is not in view. */
  setObscured(pixels: number): void {
    this.#obscuredPixels = pixels;
  }

  open(box: DegreeBox): void {
    this.#fit(box, false);
  }

  fit(box: DegreeBox): void {
    this.#fit(box, this.#animate);
  }

  /** Brings a place into view without changing more than needed; in view already, nothing moves. */
  reveal(lngLat: readonly [number, number], leastZoom = 0): void {
    const center: [number, number] = [lngLat[0], lngLat[1]];
    const isInView = this.#isInView(center);
    const zoom = this.#map.getZoom();
    if (isInView && zoom >= leastZoom) return;
    this.#map.easeTo({
      center,
      zoom: Math.max(zoom, isInView ? leastZoom : revealZoom, leastZoom),
      offset: [0, -this.#obscuredPixels / 2],
      animate: this.#animate,
      duration: moveMilliseconds,
    });
  }

  zoomBy(steps: number): void {
    this.#map.zoomTo(this.#map.getZoom() + steps, { animate: this.#animate, duration: 200 });
  }

  bounds(): LatticeBounds {
    const bounds = this.#map.getBounds();
    return [
      snap(bounds.getWest()),
      snap(bounds.getSouth()),
      snap(bounds.getEast()),
      snap(bounds.getNorth()),
    ];
  }

  #fit([west, south, east, north]: DegreeBox, animate: boolean): void {
    this.#map.fitBounds([west, south, east, north], {
      padding: { top: 64, left: 40, right: 40, bottom: 40 + this.#obscuredPixels },
      maxZoom: 18,
      animate,
      duration: moveMilliseconds,
    });
  }

  #isInView(lngLat: [number, number]): boolean {
    const { x, y } = this.#map.project(lngLat);
    const { clientWidth, clientHeight } = this.#map.getContainer();
    return (
      x > rimPixels &&
      y > rimPixels &&
      x < clientWidth - rimPixels &&
      y < clientHeight - this.#obscuredPixels - rimPixels
    );
  }
}
