import type { MultiPolygon } from "geojson";
import type { GeoJSONSource, Map as MapLibreMap, PointLike } from "maplibre-gl";
import type { GridTree } from "../../domain/grids/grid-tree.ts";
import { type CountBreaks, countBreaks, countClass } from "../levels/count-classes.ts";
import type { GridFeatures } from "../sources/coverage-features.ts";
import { type GridLookup, gridUnder } from "../sources/grid-lookup.ts";
import { type GridCounts, type LabelWords, labelFeatures } from "../sources/label-features.ts";
import { maskAround, noFeatures, outlineOf } from "../sources/selection-features.ts";
import {
  borderLayer,
  candidateSource,
  fillLayer,
  gridLevels,
  gridSource,
  hoverLayer,
  labelLayer,
  labelSource,
  maskSource,
  selectionSource,
} from "../style/layer-ids.ts";

/** Paints the grids: which level speaks, its counts, what is hovered and what is selected. */
export class GridPainter {
  readonly #map: MapLibreMap;
  readonly #polygons = new Map<number, MultiPolygon>();
  readonly #loadedLevels = new Set<number>();
  readonly #lookups = new Map<number, GridLookup>();
  readonly #painted = new Map<number, Map<number, number>>();
  #tree: GridTree | null = null;
  #words: LabelWords;
  #counts: ReadonlyMap<number, GridCounts> = new Map();
  #showCounts = false;
  #level = 2;
  #hovered: { level: number; gridId: number } | null = null;
  #selected: number | null = null;
  #candidates: readonly number[] = [];
  breaks: CountBreaks = [0, 1, 2, 3];

  constructor(map: MapLibreMap, words: LabelWords) {
    this.#map = map;
    this.#words = words;
  }

  get level(): number {
    return this.#level;
  }

  get hoveredGridId(): number | null {
    return this.#hovered?.gridId ?? null;
  }

  setTree(tree: GridTree): void {
    this.#tree = tree;
    this.#paintLabels();
  }

  setWords(words: LabelWords): void {
    this.#words = words;
    this.#paintLabels();
  }

  setCoverage(level: number, features: GridFeatures): void {
    for (const feature of features.features) {
      if (typeof feature.id === "number") this.#polygons.set(feature.id, feature.geometry);
    }
    this.#source(gridSource(level))?.setData(features);
    this.#loadedLevels.add(level);
    this.#lookups.delete(level);
    this.#painted.delete(level);
    this.setLevel(this.#level);
    this.#paintSelection();
  }

  hasCoverage(level: number): boolean {
    return this.#loadedLevels.has(level);
  }

  /** Borders down to this level and a hint of the next; shading and labels of this one. */
  setLevel(level: number): void {
    this.setHovered(null);
    this.#level = level;
    for (const one of gridLevels) {
      const visible = (isVisible: boolean) => (isVisible ? "visible" : "none");
      this.#map.setLayoutProperty(fillLayer(one), "visibility", visible(one === level));
      this.#map.setLayoutProperty(hoverLayer(one), "visibility", visible(one === level));
      this.#map.setLayoutProperty(labelLayer(one), "visibility", visible(one === level));
      this.#map.setLayoutProperty(borderLayer(one), "visibility", visible(one <= level));
    }
    this.#paintCounts();
    this.#paintLabels();
  }

  /** `show` false: the dots speak, shading and numbers step back. */
  setCounts(counts: ReadonlyMap<number, GridCounts>, show: boolean): void {
    this.#counts = counts;
    if (this.#showCounts !== show) this.#quietRoads(show);
    this.#showCounts = show;
    this.#paintCounts();
    this.#paintLabels();
  }

  /** White streets over dark shading would be all one sees. */
  #quietRoads(isQuiet: boolean): void {
    for (const layer of ["base-roads/casing", "base-roads/line"]) {
      this.#map.setPaintProperty(layer, "line-opacity", isQuiet ? 0.3 : 1);
    }
  }

  countsOf(gridId: number): GridCounts {
    return this.#counts.get(gridId) ?? { open: 0, overdue: 0 };
  }

  /** Hover is feature-state only: no React, no new tiles. */
  setHovered(gridId: number | null): void {
    if (this.#hovered?.gridId === gridId) return;
    if (this.#hovered) {
      const { level, gridId: id } = this.#hovered;
      this.#map.setFeatureState({ source: gridSource(level), id }, { hover: false });
    }
    this.#hovered = gridId === null ? null : { level: this.#level, gridId };
    if (gridId !== null) {
      const source = gridSource(this.#level);
      this.#map.setFeatureState({ source, id: gridId }, { hover: true });
    }
  }

  setSelected(gridId: number | null): void {
    this.#selected = gridId;
    this.#paintSelection();
  }

  setCandidates(gridIds: readonly number[]): void {
    this.#candidates = gridIds;
    this.#paintSelection();
  }

  setLookup(level: number, lookup: GridLookup): void {
    this.#lookups.set(level, lookup);
  }

  /** The grid of the level in force under a pixel; until its index is built the drawn picture is asked. */
  gridAt(point: PointLike): number | null {
    const lookup = this.#lookups.get(this.#level);
    if (lookup) {
      const { lng, lat } = this.#map.unproject(point);
      return gridUnder(lookup, lng, lat);
    }
    if (!this.hasCoverage(this.#level)) return null;
    const [feature] = this.#map.queryRenderedFeatures(point, { layers: [fillLayer(this.#level)] });
    return typeof feature?.id === "number" ? feature.id : null;
  }

  #paintSelection(): void {
    const polygon = this.#selected === null ? undefined : this.#polygons.get(this.#selected);
    this.#source(selectionSource)?.setData(polygon ? outlineOf([polygon]) : noFeatures);
    this.#source(maskSource)?.setData(polygon ? maskAround(polygon) : noFeatures);
    const candidates = this.#candidates.flatMap((id) => this.#polygons.get(id) ?? []);
    this.#source(candidateSource)?.setData(outlineOf(candidates));
  }

  #paintCounts(): void {
    const nodes = this.#tree?.ofLevel(this.#level) ?? [];
    if (nodes.length === 0 || !this.hasCoverage(this.#level)) return;
    this.breaks = countBreaks(nodes.map((node) => this.countsOf(node.gridId).open));
    const painted = this.#painted.get(this.#level) ?? new Map<number, number>();
    for (const { gridId } of nodes) {
      const count = this.#showCounts ? countClass(this.countsOf(gridId).open, this.breaks) : -1;
      if (painted.get(gridId) === count) continue;
      painted.set(gridId, count);
      this.#map.setFeatureState({ source: gridSource(this.#level), id: gridId }, { count });
    }
    this.#painted.set(this.#level, painted);
  }

  #paintLabels(): void {
    const nodes = this.#tree?.ofLevel(this.#level) ?? [];
    const counts = this.#showCounts ? this.#counts : null;
    this.#source(labelSource(this.#level))?.setData(labelFeatures(nodes, counts, this.#words));
  }

  #source(id: string): GeoJSONSource | undefined {
    return this.#map.getSource<GeoJSONSource>(id);
  }
}
