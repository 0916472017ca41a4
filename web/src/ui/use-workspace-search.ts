import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";
import type { WorkspaceSearch } from "../domain/schemas/workspace-search.ts";

export type SearchChange = {
  [Key in keyof WorkspaceSearch]?: WorkspaceSearch[Key] | undefined;
};

/** The URL of the map workspace as it is now. Only below the route `/map`. */
export function useWorkspaceSearch(): WorkspaceSearch {
  return useSearch({ from: "/signed-in/map" });
}

/**
 * Changes some parameters and leaves the rest; undefined removes one. `replace` for what is not worth a step
 * back (the camera after a pan), push for what is (a selection, a panel).
 */
export function useUpdateWorkspaceSearch() {
  const navigate = useNavigate({ from: "/map" });
  return useCallback(
    (change: SearchChange, options?: { replace?: boolean }) =>
      navigate({
        search: (previous) => ({ ...previous, ...change }),
        replace: options?.replace ?? false,
      }),
    [navigate],
  );
}
