import { useTranslation } from "react-i18next";
import { useMe } from "../../data/me-queries.ts";
import { gridName } from "../../domain/grids/grid-tree.ts";
import type { City, Me } from "../../domain/schemas/me.ts";
import type { WorkspaceParts } from "../../ui/case/panel-contract.ts";
import { PanelLayout } from "../../ui/panel-layout.tsx";
import { ShellSlot } from "../../ui/shell-slots.tsx";
import { EmptyState } from "../../ui/states.tsx";
import { useIsPhone } from "../../ui/use-media.ts";
import { Breadcrumb } from "./breadcrumb.tsx";
import { CaseChooser } from "./case-chooser.tsx";
import styles from "./command.module.css";
import { GlobalSearch } from "./global-search.tsx";
import { Headline } from "./headline.tsx";
import { MapArea } from "./map-area.tsx";
import { PanelReopener } from "./panel-reopener.tsx";
import { type CityWorkspaceState, useCityWorkspace } from "./use-city-workspace.ts";
import { hasPanel, WorkspacePanel } from "./workspace-panel.tsx";

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
  const { t } = useTranslation("map");
  const state = useCityWorkspace(me, city);
  const { workspace, talk } = state;
  return (
    <PanelLayout panel={hasPanel(state) ? <WorkspacePanel state={state} parts={parts} /> : null}>
      <h1 className="visually-hidden">{t("title")}</h1>
      <p className="visually-hidden">{t("list")}</p>
      <TopBar state={state} />
      <MapArea
        workspace={workspace}
        data={state.data}
        city={city}
        homeGridId={state.homeGridId}
        feed={state.feed}
        truncatedTo={state.truncatedTo}
        hoveredCaseId={state.hoveredCaseId}
        candidateIds={talk.candidateIds}
        spot={talk.spot}
        draft={workspace.panel === "report" ? talk.draft : null}
        viewRef={state.viewRef}
        onHit={talk.handleHit}
        onDrill={talk.drill}
        onHoverCase={state.setHoveredCaseId}
        onBounds={state.onCamera}
        onDraftMoved={talk.setDraft}
        onLevel={state.setLevel}
        onCoverage={state.onCoverage}
        onWholeArea={() => talk.showGrid(state.homeGridId)}
      />
      <OverMap state={state} />
    </PanelLayout>
  );
}

/** What the workspace puts into the shell's top bar. */
function TopBar({ state }: { state: CityWorkspaceState }) {
  const { workspace, talk, data } = state;
  const isPhone = useIsPhone();
  return (
    <>
      <ShellSlot name="search">
        <GlobalSearch tree={data.tree} onPickGrid={talk.drill} onPickCase={workspace.openCase} />
      </ShellSlot>
      {data.tree && !isPhone ? (
        <ShellSlot name="breadcrumb">
          <Breadcrumb
            tree={data.tree}
            gridId={workspace.gridId}
            cityGridId={state.homeGridId}
            onSelect={talk.drill}
          />
        </ShellSlot>
      ) : null}
    </>
  );
}

/** The little that may lie over the map. */
function OverMap({ state }: { state: CityWorkspaceState }) {
  const { workspace, talk, data } = state;
  const { i18n } = useTranslation("cases");
  const gridId = workspace.gridId ?? state.homeGridId;
  const node = data.tree?.get(gridId);
  return (
    <>
      <div className={styles.topLeft}>
        <Headline
          gridId={gridId}
          name={node ? gridName(node, i18n.language) : ""}
          filter={workspace.filter}
          onPick={workspace.showCases}
        />
        {talk.hint ? <p className={styles.hint}>{talk.hint}</p> : null}
      </div>
      {hasPanel(state) || !state.canRead ? null : <PanelReopener workspace={workspace} />}
      {talk.chooser ? (
        <CaseChooser
          caseIds={talk.chooser.caseIds}
          at={talk.chooser.at}
          onChoose={talk.chooseCase}
          onClose={talk.closeChooser}
        />
      ) : null}
    </>
  );
}
