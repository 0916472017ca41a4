import type { WorkspaceParts } from "../../ui/case/panel-contract.ts";
import { CasesPanel } from "./cases-panel.tsx";
import { GridPanel } from "./grid-panel.tsx";
import type { CityWorkspaceState } from "./use-city-workspace.ts";

interface WorkspacePanelProps {
  state: CityWorkspaceState;
  parts: WorkspaceParts;
}

/** Whether the panel has something to show; a link may name a case panel without a case. */
export function hasPanel({ workspace, canRead }: CityWorkspaceState): boolean {
  if (!canRead) return workspace.panel === "grid" && workspace.gridId !== null;
  if (workspace.panel === "case") return workspace.caseId !== null;
  if (workspace.panel === "grid") return workspace.gridId !== null;
  return workspace.panel !== null;
}

/** The panel on top of the stack. */
export function WorkspacePanel({ state, parts }: WorkspacePanelProps) {
  const { workspace, talk, data } = state;
  const { CaseDrawer, ReportPanel } = parts;
  const shared = {
    map: talk.map,
    onBack: workspace.stack.length > 1 ? workspace.goBack : undefined,
    onClose: workspace.close,
  };
  switch (workspace.panel) {
    case "case":
      return workspace.caseId === null ? null : (
        <CaseDrawer
          key={workspace.caseId}
          caseId={workspace.caseId}
          picking={talk.picking}
          {...shared}
        />
      );
    case "report":
      return <ReportPanel draft={talk.draft} onDraft={talk.setDraft} {...shared} />;
    case "grid":
      return workspace.gridId === null ? null : (
        <GridPanel
          gridId={workspace.gridId}
          tree={data.tree}
          workspace={workspace}
          onDrill={talk.drill}
        />
      );
    default:
      return <ListPanel state={state} />;
  }
}

function ListPanel({ state }: Pick<WorkspacePanelProps, "state">) {
  const { workspace, data } = state;
  return (
    <CasesPanel
      workspace={workspace}
      serverFilter={state.serverFilter}
      tree={data.tree}
      selectedCaseId={workspace.caseId}
      hoveredCaseId={state.hoveredCaseId}
      unassignedCount={state.unassignedCount}
      canReport={state.canReport}
      onHover={state.setHoveredCaseId}
      onOpen={(row) => workspace.openCase(row.case_id)}
    />
  );
}
