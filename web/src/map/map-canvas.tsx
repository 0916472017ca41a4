import { type CSSProperties, type RefObject, useEffect, useRef, useState } from "react";
import type { CaseFeed } from "../domain/cases/case-feed.ts";
import type { GridTree } from "../domain/grids/grid-tree.ts";
import type { Camera } from "../domain/schemas/workspace-search.ts";
import type { ThemeName } from "../ui/tokens.ts";
import type { BaseLayer } from "./sources/base-layers.ts";
import type { GridFeatures } from "./sources/coverage-features.ts";
import type { LabelWords } from "./sources/label-features.ts";
import type { DegreeBox } from "./view/create-map.ts";
import type { MapEvents } from "./view/map-events.ts";
import { MapView } from "./view/map-view.ts";
import { exposeTestHook } from "./view/test-hook.ts";
import "./map.css";

export interface MapCanvasProps {
  /** Where the map opens; read once, the camera is the map's own afterwards. */
  startCamera: Camera | null;
  city: DegreeBox;
  /** The grid that fills the screen when there is no camera. */
  openAt: number;
  theme: ThemeName;
  reducedMotion: boolean;
  labelWords: LabelWords;
  words: { map: string; zoomIn: string; zoomOut: string; attribution: string; credits: string };
  base: readonly BaseLayer[] | undefined;
  tree: GridTree | null;
  /** Coverage bodies by level, as they arrive. */
  coverages: ReadonlyMap<number, string>;
  feed: CaseFeed;
  pinnedLevel: number | null;
  selectedGridId: number | null;
  selectedCaseId: number | null;
  hoveredCaseId: number | null;
  /** Where the selected case lies, for one that is not among the dots. */
  spot: readonly [number, number] | null;
  candidateIds: readonly number[];
  draft: readonly [number, number] | null;
  /** Share of the height that a sheet covers from below. */
  obscuredShare: number;
  events: MapEvents;
  onCoverage?: (level: number, features: GridFeatures) => void;
  viewRef: RefObject<MapView | null>;
}

/** The map in React: props in, events out; nothing here runs per frame. */
export function MapCanvas(props: MapCanvasProps) {
  const container = useRef<HTMLDivElement>(null);
  const view = useMapView(container, props);
  const { theme, labelWords, base, tree, coverages, feed, onCoverage } = props;
  useEffect(() => view?.setLook(theme, labelWords), [view, theme, labelWords]);
  useEffect(() => {
    if (base) view?.setBase(base);
  }, [view, base]);
  useEffect(() => {
    if (tree) view?.setTree(tree);
  }, [view, tree]);
  useCoverages(view, coverages, onCoverage);
  useEffect(() => view?.setFeed(feed), [view, feed]);
  useEffect(() => view?.pinLevel(props.pinnedLevel), [view, props.pinnedLevel]);
  // The tree is named because dimming walks it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new tree needs the selection painted again
  useEffect(() => view?.select(props.selectedGridId), [view, tree, props.selectedGridId]);
  useEffect(
    () => view?.cases.setSelected(props.selectedCaseId, props.spot),
    [view, props.selectedCaseId, props.spot],
  );
  useEffect(() => view?.cases.setHovered(props.hoveredCaseId), [view, props.hoveredCaseId]);
  useEffect(() => view?.grids.setCandidates(props.candidateIds), [view, props.candidateIds]);
  useEffect(() => view?.draft.show(props.draft), [view, props.draft]);
  useEffect(() => {
    view?.camera.setObscured((container.current?.clientHeight ?? 0) * props.obscuredShare);
  }, [view, props.obscuredShare]);
  // What a sheet covers, for the style sheet: the scale and the sources stay in sight.
  const style = { "--wg-obscured": `${props.obscuredShare * 100}%` } as CSSProperties;
  return <div ref={container} className="wg-map" style={style} data-testid="map" />;
}

/** Makes the map once; `null` until its style stands. */
function useMapView(
  container: RefObject<HTMLDivElement | null>,
  props: MapCanvasProps,
): MapView | null {
  const [view, setView] = useState<MapView | null>(null);
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });
  useEffect(() => {
    const element = container.current;
    if (element === null) return;
    const first = latest.current;
    const made = makeView(element, first, () => latest.current.events);
    if (made === null) {
      first.events.onFailure("absent");
      return;
    }
    first.viewRef.current = made;
    made.whenStyled(() => setView(made));
    const forget = exposeTestHook(made);
    return () => {
      forget();
      first.viewRef.current = null;
      setView(null);
      made.dispose();
    };
  }, [container]);
  return view;
}

/** Events go to the newest props, so that handlers never make the map anew. */
function makeView(
  container: HTMLElement,
  props: MapCanvasProps,
  events: () => MapEvents,
): MapView | null {
  try {
    return new MapView({
      container,
      theme: props.theme,
      camera: props.startCamera,
      city: props.city,
      openAt: props.openAt,
      reducedMotion: props.reducedMotion,
      labelWords: props.labelWords,
      words: props.words,
      credits: props.words.credits,
      events: {
        onCamera: (camera, bounds) => events().onCamera(camera, bounds),
        onLevel: (level) => events().onLevel(level),
        onClick: (hit) => events().onClick(hit),
        onDrill: (gridId) => events().onDrill(gridId),
        onHoverCase: (caseId) => events().onHoverCase(caseId),
        onPointsShown: (shown) => events().onPointsShown(shown),
        onDraftMoved: (lngLat) => events().onDraftMoved(lngLat),
        onFailure: (failure) => events().onFailure(failure),
      },
    });
  } catch {
    // No WebGL 2: the list goes on without the map.
    return null;
  }
}

function useCoverages(
  view: MapView | null,
  coverages: ReadonlyMap<number, string>,
  onCoverage: MapCanvasProps["onCoverage"],
): void {
  const drawn = useRef(new Map<number, string>());
  const told = useRef(onCoverage);
  useEffect(() => {
    told.current = onCoverage;
  });
  useEffect(() => {
    if (view === null) {
      drawn.current.clear();
      return;
    }
    for (const [level, base64] of coverages) {
      if (drawn.current.get(level) === base64) continue;
      drawn.current.set(level, base64);
      void view
        .setCoverage(level, base64)
        .then((features) => told.current?.(level, features))
        // Shown as a partial map; asked again with the next coverage.
        .catch(() => drawn.current.delete(level));
    }
  }, [view, coverages]);
}
