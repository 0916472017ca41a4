import { CaseDrawer } from "../features/cases/case-drawer.tsx";
import { ReportPanel } from "../features/cases/report-panel.tsx";
import { Workspace } from "../features/command/workspace.tsx";

/** Features never import each other: the map and the panels of cases meet here. */
const PARTS = { CaseDrawer, ReportPanel };

export function WorkspacePage() {
  return <Workspace parts={PARTS} />;
}
