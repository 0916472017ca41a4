import { CaseDrawer } from "../features/cases/case-drawer.tsx";
import { ReportPanel } from "../features/cases/report-panel.tsx";
import { Workspace } from "../features/command/workspace.tsx";

const parts = { CaseDrawer, ReportPanel };

/** The map with the panels of the case feature: features never import each other, the app joins them. */
export function MapWorkspace() {
  return <Workspace parts={parts} />;
}
