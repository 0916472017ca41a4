import { useEffect, useMemo } from "react";
import type { GridTree } from "../../domain/grids/grid-tree.ts";
import { type Command, useCommands } from "../../ui/command-registry.ts";
import { isTyping } from "../../ui/hotkeys.ts";
import type { WorkspaceState } from "./use-workspace.ts";

interface KeysInput {
  workspace: WorkspaceState;
  tree: GridTree | null;
  homeGridId: number;
  drill: (gridId: number) => void;
}

/** Esc goes one step up: out of a case or report, then to the grid above, then to the whole area. */
export function useWorkspaceKeys({ workspace, tree, homeGridId, drill }: KeysInput): void {
  const { panel, gridId, goBack, selectGrid, openPanel, pinLevel, setFilter } = workspace;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.defaultPrevented || isTyping(event.target)) return;
      if (document.querySelector(".ant-dropdown-open, .ant-modal-wrap, [role=dialog]")) return;
      if (panel === "case" || panel === "report") return goBack();
      const parentId = tree?.get(gridId)?.parentId ?? null;
      if (gridId === null) return;
      if (parentId === null || gridId === homeGridId) selectGrid(null);
      else drill(parentId);
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [panel, gridId, tree, homeGridId, goBack, selectGrid, drill]);

  useCommands(
    useMemo<readonly Command[]>(() => {
      const command = (id: string, initials: string, run: () => void, keys?: string): Command => ({
        id: `map.${id}`,
        group: "map",
        nameKey: `cases:command.${id}`,
        initials,
        run,
        ...(keys ? { keys } : {}),
      });
      return [
        command("report", "sb", () => openPanel("report"), "n"),
        command("overdue", "zkcq", () => setFilter({ overdue: true })),
        command("whole", "kqy", () => drill(homeGridId), "Home"),
        command("levelAuto", "cjzd", () => pinLevel(null), "0"),
        ...[2, 3, 4, 5].map((level) =>
          command(`level${level}`, `cj${level}`, () => pinLevel(level), String(level)),
        ),
      ];
    }, [openPanel, setFilter, drill, homeGridId, pinLevel]),
  );
}
