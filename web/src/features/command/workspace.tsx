import { useQuery } from "@tanstack/react-query";
import { useCallback, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { caseCountsQuery } from "../../data/grids-queries.ts";
import { useCan, useMe } from "../../data/me-queries.ts";
import { toServerFilter } from "../../domain/cases/case-filter.ts";
import { gridName } from "../../domain/grids/grid-tree.ts";
import type { City, Me } from "../../domain/schemas/me.ts";
import type { LatticeBounds } from "../../map/view/map-events.ts";
import type { MapView } from "../../map/view/map-view.ts";
import type { WorkspaceParts } from "../../ui/case/panel-contract.ts";
import { PanelLayout } from "../../ui/panel-layout.tsx";
import { ShellSlot } from "../../ui/shell-slots.tsx";
import { EmptyState } from "../../ui/states.tsx";
import { useIsPhone } from "../../ui/use-media.ts";
import { Breadcrumb } from "./breadcrumb.tsx";
import { CaseChooser } from "./case-chooser.tsx";
import { CasesPanel } from "./cases-panel.tsx";
import styles from "./command.module.css";
import { GlobalSearch } from "./global-search.tsx";
import { GridPanel } from "./grid-panel.tsx";
import { Headline } from "./headline.tsx";
import { MapArea } from "./map-area.tsx";
import { PanelReopener } from "./panel-reopener.tsx";
import { useCaseFeed } from "./use-case-feed.ts";
import { useDayStart } from "./use-day-start.ts";
import { useLocalAssignment } from "./use-local-assignment.ts";
import { useMapData } from "./use-map-data.ts";
import { useMapTalk } from "./use-map-talk.ts";
import { useWorkspace } from "./use-workspace.ts";
import { useWorkspaceKeys } from "./use-workspace-keys.ts";

/** The map workspace: map and panel as twins, all state in the URL. */
export function Workspace({ parts }: { parts: WorkspaceParts }) {
  const me = useMe();
  const { t } = useTranslation("cases");
  if (me.city === null) {
    return <EmptyState title={t("noCity.title")} detail={t("noCity.detail")} />;
  }
  return <CityWorkspace me={me} city={me.city} parts={parts} />;
}

interface CityWorkspaceProps {
  me: Me;
  city: City;
  parts: WorkspaceParts;
}

function CityWorkspace({ me, city, parts }: CityWorkspaceProps) {
  const { i18n } = useTranslation("cases");
  const workspace = useWorkspace();
  const isPhone = useIsPhone();
  const [level, setLevel] = useState(2);
  const data = useMapData(city.code, level === 5 || workspace.pinnedLevel === 5);
  const dayStart = useDayStart();
  const { feed, truncatedTo } = useCaseFeed(workspace.filter, dayStart);
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

  const canReport = useCan("case.report");
  const seesUnassigned = useCan("case.unassigned");
  const home = data.tree?.get(homeGridId);
  const unassigned = useQuery(caseCountsQuery(homeGridId)).data?.total.unassigned ?? 0;
  const { filter } = workspace;
  const serverFilter = useMemo(
    () =>
      toServerFilter(filter, {
        gridId: filter.unassigned ? null : workspace.gridId,
        bbox: filter.inView ? bounds : null,
        dayStart,
      }),
    [filter, workspace.gridId, bounds, dayStart],
  );
  const { setCamera } = workspace;
  const handleBounds = useCallback(
    (camera: Parameters<typeof setCamera>[0], next: LatticeBounds) => {
      setBounds(next);
      setCamera(camera);
    },
    [setCamera],
  );
  const panelProps = {
    map: talk.map,
    onBack: workspace.stack.length > 1 ? workspace.goBack : undefined,
    onClose: workspace.close,
  };
  const { CaseDrawer, ReportPanel } = parts;
  const panel = () => {
    switch (workspace.panel) {
      case null:
        return null;
      case "case":
        return workspace.caseId === null ? null : (
          <CaseDrawer
            key={workspace.caseId}
            caseId={workspace.caseId}
            picking={talk.picking}
            {...panelProps}
          />
        );
      case "report":
        return <ReportPanel draft={talk.draft} onDraft={talk.setDraft} {...panelProps} />;
      case "grid":
        return workspace.gridId === null ? null : (
          <GridPanel
            gridId={workspace.gridId}
            tree={data.tree}
            workspace={workspace}
            onDrill={talk.drill}
          />
        );
      case "cases":
      case "unassigned":
        return (
          <CasesPanel
            workspace={workspace}
            serverFilter={serverFilter}
            tree={data.tree}
            selectedCaseId={workspace.caseId}
            hoveredCaseId={hoveredCaseId}
            unassignedCount={seesUnassigned ? unassigned : null}
            canReport={canReport}
            onHover={setHoveredCaseId}
            onOpen={(row) => {
              workspace.openCase(row.case_id);
              talk.map.reveal([row.x / 1e7, row.y / 1e7]);
            }}
          />
        );
    }
  };
  return (
    <PanelLayout panel={panel()}>
      <ShellSlot name="search">
        <GlobalSearch tree={data.tree} onPickGrid={talk.drill} onPickCase={talk.openCaseAnywhere} />
      </ShellSlot>
      {data.tree && !isPhone ? (
        <ShellSlot name="breadcrumb">
          <Breadcrumb
            tree={data.tree}
            gridId={workspace.gridId}
            cityGridId={homeGridId}
            onSelect={talk.drill}
          />
        </ShellSlot>
      ) : null}
      <MapArea
        workspace={workspace}
        data={data}
        city={city}
        feed={feed}
        truncatedTo={truncatedTo}
        hoveredCaseId={hoveredCaseId}
        candidateIds={talk.candidateIds}
        draft={workspace.panel === "report" ? talk.draft : null}
        viewRef={viewRef}
        onHit={talk.handleHit}
        onDrill={talk.drill}
        onHoverCase={setHoveredCaseId}
        onBounds={handleBounds}
        onDraftMoved={talk.setDraft}
        onLevel={setLevel}
        onCoverage={local.onCoverage}
        onWholeArea={() => talk.showGrid(homeGridId)}
      />
      <div className={styles.topLeft}>
        <Headline
          gridId={workspace.gridId ?? homeGridId}
          name={nameOf(data.tree?.get(workspace.gridId) ?? home, i18n.language)}
          filter={filter}
          onPick={workspace.showCases}
        />
        {talk.hint ? <p className={styles.hint}>{talk.hint}</p> : null}
      </div>
      {workspace.panel === null ? <PanelReopener workspace={workspace} /> : null}
      {talk.chooser ? (
        <CaseChooser
          caseIds={talk.chooser.caseIds}
          at={talk.chooser.at}
          onChoose={talk.chooseCase}
          onClose={talk.closeChooser}
        />
      ) : null}
    </PanelLayout>
  );
}

const nameOf = (node: Parameters<typeof gridName>[0] | null | undefined, language: string) =>
  node ? gridName(node, language) : "";
