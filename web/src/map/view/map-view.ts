import { MapLibreOverlay } from "@deck.gl/maplibre";
import type { Map as MapLibreMap } from "maplibre-gl";
import type { CaseFeed } from "../../domain/cases/case-feed.ts";
import { countByGrid } from "../../domain/cases/grid-counts.ts";
import { type GridTree, gridName } from "../../domain/grids/grid-tree.ts";
import type { ThemeName } from "../../ui/tokens.ts";
import { type LevelZooms, levelForZoom, levelZooms } from "../levels/level-for-zoom.ts";
import { shouldShowPoints } from "../levels/point-density.ts";
import { type BaseLayer, setBaseLayers } from "../sources/base-layers.ts";
import { CoverageDecoder } from "../sources/coverage-decoder.ts";
import type { GridFeatures } from "../sources/coverage-features.ts";
import type { LabelWords } from "../sources/label-features.ts";
import { applyStyle } from "../style/apply-style.ts";
import { buildStyle } from "../style/build-style.ts";
import { type MapPalette, mapPalette } from "../style/palette.ts";
import { CasePainter } from "./case-painter.ts";
import { createMap, type MapStart } from "./create-map.ts";
import { DraftPin } from "./draft-pin.ts";
import { GridPainter } from "./grid-painter.ts";
import { MapCamera } from "./map-camera.ts";
import type { MapEvents } from "./map-events.ts";
import { MapPointer } from "./map-pointer.ts";
import { watchIdle } from "./watch-idle.ts";

export interface MapViewOptions extends Omit<MapStart, "style"> {
  theme: ThemeName;
  labelWords: LabelWords;
  /** Written in the corner: what the base map is made of. */
  credits: string;
  /** Where the map opens when the link names no camera. */
  openAt: number;
  events: MapEvents;
}

/** Owns the map. The camera is the map's own; React hears of it when it rests. */
export class MapView {
  readonly map: MapLibreMap;
  readonly grids: GridPainter;
  readonly cases: CasePainter;
  readonly draft: DraftPin;
  readonly camera: MapCamera;
  readonly #events: MapEvents;
  readonly #decoder = new CoverageDecoder();
  readonly #pointer: MapPointer;
  readonly #options: MapViewOptions;
  readonly #disposals: (() => void)[] = [];
  #palette: MapPalette;
  #words: LabelWords;
  #tree: GridTree | null = null;
  #zooms: LevelZooms = new Map();
  #pinned: number | null = null;
  #countTimer: ReturnType<typeof setTimeout> | null = null;

  constructor(options: MapViewOptions) {
    this.#options = options;
    this.#events = options.events;
    this.#palette = mapPalette(options.theme);
    this.#words = options.labelWords;
    this.map = createMap({ ...options, style: this.#style() });
    // Dots lie between the map and its labels, so that no name is hidden by what happens there (ADR 0007).
    const overlay = new MapLibreOverlay({ interleaved: true, layers: [] });
    this.map.addControl(overlay);
    this.grids = new GridPainter(this.map, options.labelWords);
    this.cases = new CasePainter(overlay, this.#palette, options.reducedMotion);
    this.cases.onChanged = () => this.#refreshSoon();
    this.camera = new MapCamera(this.map, options.reducedMotion);
    this.draft = new DraftPin(this.map, this.#events.onDraftMoved);
    this.#pointer = new MapPointer(this, this.#events);
    this.#disposals.push(watchIdle(this.map, options.container));
    this.map.on("zoom", () => this.#followZoom());
    this.map.on("moveend", () => this.#rest());
    this.map.on("load", () => this.#rest());
    this.map.on("webglcontextlost", () => this.#events.onFailure("lost"));
    this.map.on("webglcontextrestored", () => this.#events.onFailure(null));
  }

  get tree(): GridTree | null {
    return this.#tree;
  }

  get zooms(): LevelZooms {
    return this.#zooms;
  }

  /** Lines of the hover card: name and code, counts. */
  describeGrid(gridId: number): string[] {
    const node = this.#tree?.get(gridId);
    if (!node) return [];
    const { open, overdue } = this.grids.countsOf(gridId);
    const late = overdue > 0 ? ` · ${this.#words.overdue(overdue)}` : "";
    return [gridName(node, this.#words.locale), node.code, `${this.#words.open(open)}${late}`];
  }

  whenStyled(then: () => void): void {
    if (this.map.isStyleLoaded()) then();
    else this.map.once("style.load", then);
  }

  setLook(theme: ThemeName, words: LabelWords): void {
    this.#palette = mapPalette(theme);
    this.#words = words;
    applyStyle(this.map, this.#style());
    this.grids.setWords(words);
    this.cases.setPalette(this.#palette);
  }

  setBase(layers: readonly BaseLayer[]): void {
    setBaseLayers(this.map, layers);
  }

  setTree(tree: GridTree): void {
    this.#tree = tree;
    const sizes = tree.levels().map((level) => ({
      level,
      areasSquareMeters: tree.ofLevel(level).map((node) => node.areaSquareMeters),
    }));
    const home = tree.get(this.#options.openAt);
    // The area of the person fills the screen, unless the link said otherwise.
    if (home && this.#zooms.size === 0 && !this.#options.camera) this.camera.open(home.box);
    this.#zooms = levelZooms(sizes, this.map.getCenter().lat);
    this.grids.setTree(tree);
    for (const level of tree.levels()) this.#indexLevel(level);
    this.#followZoom();
    this.#refreshSoon();
  }

  /** Decoded beside the main thread; resolves with what was drawn. */
  async setCoverage(level: number, base64: string): Promise<GridFeatures> {
    const features = await this.#decoder.decode(level, base64);
    this.grids.setCoverage(level, features);
    this.#indexLevel(level);
    this.#refreshSoon();
    return features;
  }

  setFeed(feed: CaseFeed): void {
    this.cases.setFeed(feed);
    this.#refreshSoon();
  }

  pinLevel(level: number | null): void {
    this.#pinned = level;
    this.#followZoom();
  }

  select(gridId: number | null): void {
    this.grids.setSelected(gridId);
    const tree = this.#tree;
    const store = () => this.cases.feed?.store;
    if (gridId === null || tree === null || (tree.get(gridId)?.level ?? 5) > 4) {
      this.cases.setDimmed(null);
      return;
    }
    this.cases.setDimmed((row) => {
      const community = store()?.communities[row] ?? -1;
      const home = community >= 0 ? community : (store()?.streets[row] ?? -1);
      return !tree.isInside(home, gridId);
    });
  }

  dispose(): void {
    if (this.#countTimer !== null) clearTimeout(this.#countTimer);
    for (const dispose of this.#disposals) dispose();
    this.#pointer.dispose();
    this.cases.dispose();
    this.#decoder.dispose();
    this.map.remove();
  }

  /** Tree and coverage come in any order; the index needs both. */
  #indexLevel(level: number): void {
    const gridIds = this.#tree?.ofLevel(level).map((node) => node.gridId) ?? [];
    if (gridIds.length === 0 || !this.grids.hasCoverage(level)) return;
    void this.#decoder
      .index(level, gridIds)
      .then((cover) => this.grids.setLookup(level, { cover, gridIds }))
      // Without it the drawn picture answers, slower.
      .catch(() => {});
  }

  #style() {
    return buildStyle({
      palette: this.#palette,
      english: this.#words.locale === "en",
      resolveUrl: (url) => new URL(url, document.baseURI).href,
      attribution: this.#options.credits,
    });
  }

  #followZoom(): void {
    if (this.#zooms.size === 0) return;
    const level = this.#pinned ?? levelForZoom(this.#zooms, this.map.getZoom());
    if (
      level === this.grids.level &&
      this.map.getLayoutProperty(`grids-${level}/fill`, "visibility") === "visible"
    )
      return;
    this.grids.setLevel(level);
    this.#pointer.reset();
    this.#events.onLevel(level);
  }

  #rest(): void {
    const { lng, lat } = this.map.getCenter();
    const camera = { longitude: lng, latitude: lat, zoomLevel: this.map.getZoom() };
    this.#events.onCamera(camera, this.camera.bounds());
    this.#refreshSoon();
  }

  /** Counts and the choice between dots and counts: a few times a second at most, however busy the city. */
  #refreshSoon(): void {
    this.#countTimer ??= setTimeout(() => {
      this.#countTimer = null;
      this.#refresh();
    }, 120);
  }

  #refresh(): void {
    const store = this.cases.feed?.store;
    if (!store || !this.#tree) return;
    const { clientWidth, clientHeight } = this.map.getContainer();
    const shown = shouldShowPoints({
      pointsInView: store.countInBox(this.camera.bounds()),
      widthPixels: clientWidth,
      heightPixels: clientHeight,
      shownNow: this.cases.visible,
    });
    const changed = shown !== this.cases.visible;
    this.cases.setVisible(shown);
    this.grids.setCounts(countByGrid(store, this.#tree, Date.now() / 1000), !shown);
    if (changed) this.#events.onPointsShown(shown);
  }
}
