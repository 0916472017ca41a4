import { type RefObject, useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { GridTree } from "../../domain/grids/grid-tree.ts";
import { snap } from "../../domain/lattice/lattice-point.ts";
import type { MapHit } from "../../map/view/map-events.ts";
import type { MapView } from "../../map/view/map-view.ts";
import type { GridPicking, MapTalk } from "../../ui/case/panel-contract.ts";
import type { WorkspaceState } from "./use-workspace.ts";

type LngLat = readonly [number, number];

interface TalkInput {
  workspace: WorkspaceState;
  tree: GridTree | null;
  viewRef: RefObject<MapView | null>;
  assignLocally: MapTalk["assignLocally"];
}

interface Chooser {
  caseIds: readonly number[];
  at: readonly [number, number];
}

/** What a click on the map means just now, and what panels may ask of the map. */
export function useMapTalk({ workspace, tree, viewRef, assignLocally }: TalkInput) {
  const { t } = useTranslation("cases");
  const [candidateIds, setCandidateIds] = useState<readonly number[]>([]);
  const [spot, setSpot] = useState<LngLat | null>(null);
  const [draft, setDraft] = useState<LngLat | null>(null);
  const [pick, setPick] = useState<{ isPicking: boolean; gridId: number | null }>({
    isPicking: false,
    gridId: null,
  });
  const [chooser, setChooser] = useState<Chooser | null>(null);
  const { selectGrid, openCase, panel, gridId } = workspace;

  const showGrid = useCallback(
    (id: number) => {
      const node = tree?.get(id);
      if (node) viewRef.current?.camera.fit(node.box);
    },
    [tree, viewRef],
  );
  const drill = useCallback(
    (id: number) => {
      selectGrid(tree?.get(id)?.parentId === null ? null : id);
      showGrid(id);
    },
    [selectGrid, showGrid, tree],
  );
  const reveal = useCallback(
    (lngLat: LngLat, leastZoom?: number) => viewRef.current?.camera.reveal(lngLat, leastZoom),
    [viewRef],
  );

  const handleHit = useCallback(
    (hit: MapHit) => {
      setChooser(null);
      const [caseId] = hit.caseIds;
      if (panel === "report") setDraft(hit.lngLat);
      else if (pick.isPicking) {
        const picked = communityAt(hit.lngLat, assignLocally);
        if (picked !== null) setPick({ isPicking: false, gridId: picked });
      } else if (hit.caseIds.length > 1) setChooser({ caseIds: hit.caseIds, at: hit.screen });
      else if (caseId !== undefined) openCase(caseId);
      else if (hit.gridId !== null && hit.gridId !== gridId) selectGrid(hit.gridId);
    },
    [panel, pick.isPicking, assignLocally, openCase, selectGrid, gridId],
  );
  const picking = useMemo<GridPicking>(
    () => ({
      isPicking: pick.isPicking,
      pickedGridId: pick.gridId,
      start: () => setPick({ isPicking: true, gridId: null }),
      stop: () => setPick({ isPicking: false, gridId: null }),
    }),
    [pick],
  );
  const map = useMemo<MapTalk>(
    () => ({
      tree,
      showCandidates: setCandidateIds,
      reveal,
      showSpot: setSpot,
      selectGrid: drill,
      openCase,
      assignLocally,
    }),
    [tree, reveal, drill, openCase, assignLocally],
  );
  const hint = panel === "report" ? t("hint.report") : pick.isPicking ? t("hint.pickGrid") : null;
  return {
    map,
    picking,
    candidateIds,
    spot,
    draft,
    setDraft,
    hint,
    chooser,
    drill,
    showGrid,
    handleHit,
    chooseCase: (caseId: number) => {
      setChooser(null);
      openCase(caseId);
    },
    closeChooser: () => setChooser(null),
  };
}

/** The community under a click, whatever level the map shows just now. */
function communityAt([lng, lat]: LngLat, assign: MapTalk["assignLocally"]): number | null {
  const found = assign?.({ x: snap(lng), y: snap(lat), accuracyMeters: 0 });
  return found?.method === "inside" ? found.gridId : null;
}
