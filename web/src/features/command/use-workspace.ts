import { useCallback, useMemo } from "react";
import { type CaseFilter, formatFilter, parseFilter } from "../../domain/cases/case-filter.ts";
import {
  formatPanelStack,
  parsePanelStack,
  popPanel,
  pushPanel,
} from "../../domain/schemas/panel-stack.ts";
import { type Camera, formatCamera, parseCamera } from "../../domain/schemas/workspace-search.ts";
import { useUpdateWorkspaceSearch, useWorkspaceSearch } from "../../ui/use-workspace-search.ts";

const panelNames = ["cases", "grid", "report", "case"] as const;
export type PanelName = (typeof panelNames)[number];

const isPanelName = (name: string): name is PanelName => panelNames.some((known) => known === name);

/** The state of the workspace, all of it in the URL, and the few ways to change it. */
export function useWorkspace() {
  const search = useWorkspaceSearch();
  const update = useUpdateWorkspaceSearch();
  const stack = useMemo(() => readStack(search.panel), [search.panel]);
  // The record is a new object after each navigation; its text tells whether it changed.
  const filterText = JSON.stringify(search.f ?? null);
  const filter = useMemo(() => parseFilter(JSON.parse(filterText) ?? undefined), [filterText]);

  const openPanel = useCallback(
    (name: PanelName, change: { grid?: number; case?: number } = {}) => {
      void update({ ...change, panel: formatPanelStack(pushPanel(stack, name)) });
    },
    [update, stack],
  );
  const goBack = useCallback(() => {
    const rest = popPanel(stack);
    const leavesCase = stack.at(-1) === "case";
    void update({
      panel: rest.length <= 1 && rest[0] === "cases" ? undefined : formatPanelStack(rest),
      ...(leavesCase ? { case: undefined } : {}),
    });
  }, [update, stack]);
  const setFilter = useCallback(
    (change: Partial<CaseFilter>) => {
      void update({ f: formatFilter({ ...filter, ...change }) }, { replace: true });
    },
    [update, filter],
  );
  return {
    search,
    filter,
    stack,
    panel: stack.at(-1) ?? null,
    startCamera: parseCamera(search.c),
    gridId: search.grid ?? null,
    caseId: search.case ?? null,
    pinnedLevel: search.level !== undefined && search.level >= 2 ? search.level : null,
    setFilter,
    openPanel,
    goBack,
    close: useCallback(() => void update({ panel: "none", case: undefined }), [update]),
    setCamera: useCallback(
      (camera: Camera) => void update({ c: formatCamera(camera) }, { replace: true }),
      [update],
    ),
    pinLevel: useCallback(
      (level: number | null) => void update({ level: level ?? undefined }, { replace: true }),
      [update],
    ),
    selectGrid: useCallback(
      (gridId: number | null) =>
        gridId === null
          ? void update({ grid: undefined, panel: undefined, case: undefined })
          : openPanel("grid", { grid: gridId }),
      [update, openPanel],
    ),
    openCase: useCallback((caseId: number) => openPanel("case", { case: caseId }), [openPanel]),
    showCases: useCallback(
      (change: Partial<CaseFilter>) =>
        void update({
          f: formatFilter({ ...filter, ...change }),
          panel: undefined,
          case: undefined,
        }),
      [update, filter],
    ),
  };
}

export type WorkspaceState = ReturnType<typeof useWorkspace>;

/** `none` = collapsed; nothing said = the list. A case panel needs a case, so links stay honest. */
function readStack(text: string | undefined): readonly PanelName[] {
  const names = parsePanelStack(text);
  if (names.includes("none")) return [];
  const known = names.filter(isPanelName);
  return known.length === 0 ? ["cases"] : known[0] === "cases" ? known : ["cases", ...known];
}
