import type { MapMouseEvent } from "maplibre-gl";
import type { MapEvents, MapHit } from "./map-events.ts";
import type { MapView } from "./map-view.ts";
import { nearestCases } from "./nearest-cases.ts";

const pickPixels = 9;

/** Pointer and keyboard on the map. Hover never reaches React, but for the case that the list lights up. */
export class MapPointer {
  readonly #view: MapView;
  readonly #events: MapEvents;
  readonly #tooltip: HTMLElement;
  readonly #abort = new AbortController();
  #hoveredCase: number | null = null;
  #frame = 0;
  #last: MapMouseEvent | null = null;

  constructor(view: MapView, events: MapEvents) {
    this.#view = view;
    this.#events = events;
    this.#tooltip = document.createElement("div");
    this.#tooltip.className = "wg-map-tooltip";
    this.#tooltip.setAttribute("role", "status");
    this.#tooltip.hidden = true;
    view.map.getContainer().append(this.#tooltip);
    view.map.on("mousemove", (event) => this.#move(event));
    view.map.on("mouseout", () => this.#leave());
    view.map.on("movestart", () => this.#leave());
    view.map.on("click", (event) => events.onClick(this.#hit(event)));
    view.map.on("dblclick", (event) => {
      const gridId = view.grids.gridAt(event.point);
      if (gridId !== null) events.onDrill(gridId);
    });
    view.map.getCanvas().addEventListener("keydown", (event) => this.#key(event), {
      signal: this.#abort.signal,
    });
  }

  dispose(): void {
    cancelAnimationFrame(this.#frame);
    this.#abort.abort();
    this.#tooltip.remove();
  }

  /** At most one look-up a frame, however fast the mouse reports. */
  #move(event: MapMouseEvent): void {
    this.#last = event;
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      if (this.#last) this.#hover(this.#last);
    });
  }

  #hover(event: MapMouseEvent): void {
    const { grids, map, cases } = this.#view;
    const [caseId = null] = this.#casesAt(event);
    const gridId = grids.gridAt(event.point);
    grids.setHovered(gridId);
    cases.setHovered(caseId);
    map.getCanvas().style.cursor = caseId !== null || gridId !== null ? "pointer" : "";
    if (caseId !== this.#hoveredCase) {
      this.#hoveredCase = caseId;
      this.#events.onHoverCase(caseId);
    }
    this.#showTooltip(gridId, event.point.x, event.point.y);
  }

  /** Another level speaks: what was under the pointer is no longer true. */
  reset(): void {
    this.#leave();
  }

  #leave(): void {
    this.#last = null;
    this.#view.grids.setHovered(null);
    this.#tooltip.hidden = true;
    if (this.#hoveredCase === null) return;
    this.#hoveredCase = null;
    this.#view.cases.setHovered(null);
    this.#events.onHoverCase(null);
  }

  #showTooltip(gridId: number | null, x: number, y: number): void {
    const lines = gridId === null ? [] : this.#view.describeGrid(gridId);
    this.#tooltip.hidden = lines.length === 0;
    if (lines.length === 0) return;
    this.#tooltip.replaceChildren(
      ...lines.map((line, index) => {
        const element = document.createElement(index === 0 ? "strong" : "span");
        element.textContent = line;
        return element;
      }),
    );
    const { clientWidth } = this.#view.map.getContainer();
    const left = x > clientWidth - 200 ? x - 14 - this.#tooltip.offsetWidth : x + 14;
    this.#tooltip.style.transform = `translate(${Math.round(left)}px, ${Math.round(y + 14)}px)`;
  }

  #hit(event: MapMouseEvent): MapHit {
    return {
      lngLat: [event.lngLat.lng, event.lngLat.lat],
      screen: [event.point.x, event.point.y],
      gridId: this.#view.grids.gridAt(event.point),
      caseIds: this.#casesAt(event),
    };
  }

  #casesAt(event: MapMouseEvent): readonly number[] {
    const { cases, map } = this.#view;
    const store = cases.feed?.store;
    if (!store || !cases.visible) return [];
    const edge = map.unproject([event.point.x + pickPixels, event.point.y - pickPixels]);
    return nearestCases(store, {
      lng: event.lngLat.lng,
      lat: event.lngLat.lat,
      reachLng: Math.abs(edge.lng - event.lngLat.lng),
      reachLat: Math.abs(edge.lat - event.lngLat.lat),
    });
  }

  /** Enter chooses what is in the middle; arrows and +/- are the map's own. */
  #key(event: KeyboardEvent): void {
    if (event.key !== "Enter") return;
    const { map, grids } = this.#view;
    const { clientWidth, clientHeight } = map.getContainer();
    const gridId = grids.gridAt([clientWidth / 2, clientHeight / 2]);
    if (gridId === null) return;
    if (event.shiftKey) this.#events.onDrill(gridId);
    else {
      const { lng, lat } = map.getCenter();
      const screen = [clientWidth / 2, clientHeight / 2] as const;
      this.#events.onClick({ lngLat: [lng, lat], screen, gridId, caseIds: [] });
    }
  }
}
