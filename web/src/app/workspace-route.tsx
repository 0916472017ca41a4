import { lazyRouteComponent } from "@tanstack/react-router";

/** The map workspace and all of MapLibre load when somebody opens it, not before. */
export const workspaceRouteOptions = {
  component: lazyRouteComponent(() => import("./workspace-page.tsx"), "WorkspacePage"),
};
