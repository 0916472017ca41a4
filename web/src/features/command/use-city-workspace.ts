import { useQuery } from "@tanstack/react-query";
import { useCallback, useMemo, useRef, useState } from "react";
import { caseCountsQuery } from "../../data/grids-queries.ts";
import { useCan } from "../../data/me-queries.ts";
import { toServerFilter } from "../../domain/cases/case-filter.ts";
import type { City, Me } from "../../domain/schemas/me.ts";
import type { Camera } from "../../domain/schemas/workspace-search.ts";
import type { LatticeBounds } from "../../map/view/map-events.ts";
import type { MapView } from "../../map/view/map-view.ts";
import { useCaseFeed } from "./use-case-feed.ts";
import { useDayStart } from "./use-day-start.ts";
import { useLocalAssignment } from "./use-local-assignment.ts";
import { useMapData } from "./use-map-data.ts";
import { useMapTalk } from "./use-map-talk.ts";
import { useWorkspace } from "./use-workspace.ts";
import { useWorkspaceKeys } from "./use-workspace-keys.ts";

/** Everything the workspace of a city knows, gathered once for its map and its panel. */
export function useCityWorkspace(me: Me, city: City) {
  const workspace = useWorkspace();
  const { filter, gridId, pinnedLevel, setCamera } = workspace;
  const [level, setLevel] = useState(2);
  const data = useMapData(city.code, level === 5 || pinnedLevel === 5);
  const dayStart = useDayStart();
  const { feed, truncatedTo } = useCaseFeed(filter, dayStart);
  const local = useLocalAssignment(data.tree, city.kx);
  const viewRef = useRef<MapView | null>(null);
  const [bounds, setBounds] = useState<LatticeBounds | null>(null);
  const [hoveredCaseId, setHoveredCaseId] = useState<number | null>(null);
  const homeGridId = me.roles.find((role) => role.grid_id !== null)?.grid_id ?? city.grid_id;
  const talk = useMapTalk({
    workspace,
    tree: data.tree,
    viewRef,
    assignLocally: local.assignLocally,
  });
  useWorkspaceKeys({ workspace, drill: talk.drill, tree: data.tree, homeGridId });
  const serverFilter = useMemo(
    () =>
      toServerFilter(filter, {
        gridId: filter.unassigned ? null : gridId,
        bbox: filter.inView ? bounds : null,
        dayStart,
      }),
    [filter, gridId, bounds, dayStart],
  );
  const onCamera = useCallback(
    (camera: Camera, next: LatticeBounds) => {
      setBounds(next);
      setCamera(camera);
    },
    [setCamera],
  );
  const unassigned = useQuery(caseCountsQuery(homeGridId)).data?.total.unassigned ?? 0;
  return {
    workspace,
    data,
    feed,
    truncatedTo,
    viewRef,
    hoveredCaseId,
    setHoveredCaseId,
    homeGridId,
    talk,
    serverFilter,
    onCamera,
    setLevel,
    onCoverage: local.onCoverage,
    /** The wall sees points and counts, no single case. */
    canRead: useCan("case.read"),
    canReport: useCan("case.report"),
    /** Null for roles without the queue. */
    unassignedCount: useCan("case.unassigned") ? unassigned : null,
  };
}

export type CityWorkspaceState = ReturnType<typeof useCityWorkspace>;
