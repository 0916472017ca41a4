import { useNavigate, useRouterState, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";
import { adminPathOf } from "./admin-tabs.ts";

/** Filters and the open panel of a page of administration: they live in the URL. */
export function useAdminSearch() {
  const search = useSearch({ from: "/signed-in/admin" });
  const path = useRouterState({ select: ({ location }) => adminPathOf(location.pathname) });
  const navigate = useNavigate({ from: "/admin" });
  const update = useCallback(
    (change: { [Key in keyof typeof search]?: (typeof search)[Key] | undefined }) =>
      void navigate({
        to: path,
        search: (previous) => ({ ...previous, ...change }),
        // A filter is no place to come back to, an opened panel is.
        replace: !("open" in change),
      }),
    [navigate, path],
  );
  return { search, update };
}
