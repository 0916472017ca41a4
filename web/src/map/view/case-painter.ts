import type { Layer } from "@deck.gl/core";
import type { MapLibreOverlay } from "@deck.gl/maplibre";
import type { CaseFeed } from "../../domain/cases/case-feed.ts";
import {
  buildDotLayer,
  buildPulseLayer,
  buildRingLayer,
  caseLayerIds,
  pulseMilliseconds,
} from "../layers/case-layers.ts";
import { buildDotAttributes, type DotAttributes } from "../layers/dot-attributes.ts";
import type { MapPalette } from "../style/palette.ts";

interface Pulse {
  caseId: number;
  startedAt: number;
}

/** Draws the cases: one flush a frame however many messages arrive, and none when nothing changed. */
export class CasePainter {
  readonly #overlay: MapLibreOverlay;
  readonly #reducedMotion: boolean;
  #feed: CaseFeed | null = null;
  #unsubscribe: (() => void) | null = null;
  #palette: MapPalette;
  #attributes: DotAttributes | null = null;
  #dotLayer: Layer | null = null;
  #isDimmed: ((row: number) => boolean) | null = null;
  #selected: number | null = null;
  #hovered: number | null = null;
  #spot: readonly [number, number] | null = null;
  #pulses: Pulse[] = [];
  #visible = false;
  #frame = 0;
  #clockTimer: ReturnType<typeof setInterval>;
  onChanged: () => void = () => {};

  constructor(overlay: MapLibreOverlay, palette: MapPalette, reducedMotion: boolean) {
    this.#overlay = overlay;
    this.#palette = palette;
    this.#reducedMotion = reducedMotion;
    // Colours are time left: they age without any message.
    this.#clockTimer = setInterval(() => this.#invalidate(), 30_000);
  }

  get feed(): CaseFeed | null {
    return this.#feed;
  }

  get visible(): boolean {
    return this.#visible;
  }

  setFeed(feed: CaseFeed): void {
    if (this.#feed === feed) return;
    this.#unsubscribe?.();
    this.#feed = feed;
    this.#unsubscribe = feed.subscribe(({ arrivals }) => {
      this.#startPulses(arrivals);
      this.#invalidate();
    });
    this.#invalidate();
  }

  setPalette(palette: MapPalette): void {
    this.#palette = palette;
    this.#invalidate();
  }

  setVisible(visible: boolean): void {
    if (this.#visible === visible) return;
    this.#visible = visible;
    this.#dotLayer = null;
    this.#schedule();
  }

  setDimmed(isDimmed: ((row: number) => boolean) | null): void {
    this.#isDimmed = isDimmed;
    this.#invalidate();
  }

  /** `spot` stands in for a case that is not among the dots. */
  setSelected(caseId: number | null, spot: readonly [number, number] | null): void {
    this.#selected = caseId;
    this.#spot = spot;
    this.#schedule();
  }

  setHovered(caseId: number | null): void {
    if (this.#hovered === caseId) return;
    this.#hovered = caseId;
    this.#schedule();
  }

  dispose(): void {
    clearInterval(this.#clockTimer);
    cancelAnimationFrame(this.#frame);
    this.#unsubscribe?.();
  }

  #invalidate(): void {
    this.#attributes = null;
    this.#dotLayer = null;
    this.#schedule();
  }

  #schedule(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#flush();
    });
  }

  #flush(): void {
    const { store } = this.#feed ?? {};
    if (!store) return;
    const changed = this.#attributes === null;
    this.#attributes ??= buildDotAttributes(store, {
      nowS: Date.now() / 1000,
      palette: this.#palette,
      isDimmed: this.#isDimmed,
    });
    this.#dotLayer ??= buildDotLayer(this.#attributes, this.#visible);
    this.#overlay.setProps({ layers: [this.#dotLayer, ...this.#rings(), ...this.#pulseLayers()] });
    if (changed) this.onChanged();
    if (this.#pulses.length > 0) this.#schedule();
  }

  #rings(): Layer[] {
    const { accent } = this.#palette.tokens;
    const hovered = this.#positionOf(this.#hovered);
    const selected = this.#positionOf(this.#selected) ?? this.#spot;
    return [
      { id: caseLayerIds.hovered, position: hovered, radiusPixels: 11, widthPixels: 2 },
      { id: caseLayerIds.selected, position: selected, radiusPixels: 13, widthPixels: 3.5 },
    ].flatMap(({ position, ...look }) =>
      position ? [buildRingLayer({ ...look, positions: [position], color: accent })] : [],
    );
  }

  #pulseLayers(): Layer[] {
    const now = performance.now();
    this.#pulses = this.#pulses.filter(({ startedAt }) => now - startedAt < pulseMilliseconds);
    return this.#pulses.flatMap(({ caseId, startedAt }) => {
      const position = this.#positionOf(caseId);
      const progress = (now - startedAt) / pulseMilliseconds;
      return position ? [buildPulseLayer([position], progress, this.#palette, caseId)] : [];
    });
  }

  #startPulses(arrivals: readonly number[]): void {
    if (this.#reducedMotion || document.hidden) return;
    const startedAt = performance.now();
    // A burst (catching up after an outage) is no news worth forty rings.
    for (const caseId of arrivals.slice(0, 12)) this.#pulses.push({ caseId, startedAt });
  }

  #positionOf(caseId: number | null): readonly [number, number] | null {
    const store = this.#feed?.store;
    const row = caseId === null || !store ? -1 : store.rowOf(caseId);
    if (!store || row < 0) return null;
    return [store.positions[row * 2] ?? 0, store.positions[row * 2 + 1] ?? 0];
  }
}
