import { Alert } from "antd";
import { type RefObject, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { CaseFeed } from "../../domain/cases/case-feed.ts";
import type { City } from "../../domain/schemas/me.ts";
import { Legend } from "../../map/legend.tsx";
import type { CountBreaks } from "../../map/levels/count-classes.ts";
import { MapCanvas } from "../../map/map-canvas.tsx";
import { MapTools } from "../../map/map-tools.tsx";
import type { GridFeatures } from "../../map/sources/coverage-features.ts";
import type { MapEvents, MapFailure, MapHit } from "../../map/view/map-events.ts";
import type { MapView } from "../../map/view/map-view.ts";
import { useIsPhone, useReducedMotion } from "../../ui/use-media.ts";
import { useThemeName } from "../../ui/use-theme.ts";
import styles from "./command.module.css";
import type { useMapData } from "./use-map-data.ts";
import type { WorkspaceState } from "./use-workspace.ts";

interface MapAreaProps {
  workspace: WorkspaceState;
  data: ReturnType<typeof useMapData>;
  city: City;
  homeGridId: number;
  feed: CaseFeed;
  truncatedTo: number | null;
  hoveredCaseId: number | null;
  candidateIds: readonly number[];
  spot: readonly [number, number] | null;
  draft: readonly [number, number] | null;
  viewRef: RefObject<MapView | null>;
  onHit: (hit: MapHit) => void;
  onDrill: (gridId: number) => void;
  onHoverCase: (caseId: number | null) => void;
  onBounds: MapEvents["onCamera"];
  onDraftMoved: (lngLat: readonly [number, number]) => void;
  onLevel: (level: number) => void;
  onCoverage: (level: number, features: GridFeatures) => void;
  onWholeArea: () => void;
}

const firstBreaks: CountBreaks = [0, 1, 2, 3];

/** The map with its tools; everything else lives in the panel. */
export function MapArea(props: MapAreaProps) {
  const { workspace, data, city } = props;
  const { t, i18n } = useTranslation("map");
  const isPhone = useIsPhone();
  const [level, setLevel] = useState(2);
  const [pointsShown, setPointsShown] = useState(false);
  const [failure, setFailure] = useState<MapFailure | null>(null);
  const words = useMapWords();
  const labelWords = useMemo(
    () => ({
      locale: i18n.language,
      open: (count: number) => t("open", { count }),
      overdue: (count: number) => t("overdue", { count }),
    }),
    [t, i18n.language],
  );
  const [west, south, east, north] = city.bbox;
  const notice = failure ?? (data.isPartial ? "partial" : props.truncatedTo ? "truncated" : null);
  return (
    <div className={styles.mapArea}>
      <MapCanvas
        startCamera={workspace.startCamera}
        city={[west / 1e7, south / 1e7, east / 1e7, north / 1e7]}
        openAt={workspace.gridId ?? props.homeGridId}
        theme={useThemeName()}
        reducedMotion={useReducedMotion()}
        labelWords={labelWords}
        words={words}
        base={data.base}
        tree={data.tree}
        coverages={data.coverages}
        feed={props.feed}
        pinnedLevel={workspace.pinnedLevel}
        selectedGridId={workspace.gridId}
        selectedCaseId={workspace.caseId}
        hoveredCaseId={props.hoveredCaseId}
        candidateIds={props.candidateIds}
        spot={props.spot}
        draft={props.draft}
        obscuredShare={isPhone && workspace.panel !== null ? 0.52 : 0}
        viewRef={props.viewRef}
        onCoverage={props.onCoverage}
        events={{
          onCamera: props.onBounds,
          onLevel: (next) => {
            setLevel(next);
            props.onLevel(next);
          },
          onClick: props.onHit,
          onDrill: props.onDrill,
          onHoverCase: props.onHoverCase,
          onPointsShown: setPointsShown,
          onDraftMoved: props.onDraftMoved,
          onFailure: setFailure,
        }}
      />
      {failure === "absent" ? null : (
        <MapWidgets {...props} level={level} pointsShown={pointsShown} />
      )}
      {notice ? (
        <Alert
          className={styles.notice ?? ""}
          type="warning"
          showIcon
          title={t(`failure.${notice}`, { count: props.truncatedTo ?? 0 })}
        />
      ) : null}
    </div>
  );
}

interface MapWidgetsProps extends MapAreaProps {
  level: number;
  pointsShown: boolean;
}

function MapWidgets(props: MapWidgetsProps) {
  const { workspace, viewRef } = props;
  const isPhone = useIsPhone();
  return (
    <>
      <MapTools
        levels={props.data.levels}
        level={props.level}
        pinnedLevel={workspace.pinnedLevel}
        onPin={workspace.pinLevel}
        onZoom={(steps) => viewRef.current?.camera.zoomBy(steps)}
        onWholeArea={props.onWholeArea}
      />
      <Legend
        key={String(isPhone)}
        startOpen={!isPhone}
        pointsShown={props.pointsShown}
        breaks={viewRef.current?.grids.breaks ?? firstBreaks}
      />
    </>
  );
}

function useMapWords() {
  const { t } = useTranslation("map");
  return useMemo(
    () => ({
      map: t("title"),
      zoomIn: t("zoom.in"),
      zoomOut: t("zoom.out"),
      attribution: t("attribution"),
      credits: t("credits"),
    }),
    [t],
  );
}
