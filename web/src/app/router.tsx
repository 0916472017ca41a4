import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import { meQuery } from "../data/me-queries.ts";
import { useSession } from "../data/session.ts";
import { workspaceSearchSchema } from "../domain/schemas/workspace-search.ts";
import { z } from "../domain/zod.ts";
import { hasAdminArea, homePath } from "./areas.ts";
import { NotFound } from "./not-found.tsx";
import { RouteError } from "./route-error.tsx";
import { RoutePending } from "./route-pending.tsx";
import { Shell } from "./shell/shell.tsx";
import { ChangePasswordPage } from "./sign-in/change-password-page.tsx";
import { SignInPage } from "./sign-in/sign-in-page.tsx";
import { workspaceRouteOptions } from "./workspace-route.tsx";

type RouterContext = { queryClient: QueryClient };

const rootRoute = createRootRouteWithContext<RouterContext>()({
  component: Outlet,
  notFoundComponent: NotFound,
});

function isSignedIn(): boolean {
  return useSession.getState().session.kind === "signed_in";
}

const signInSearchSchema = z.object({
  reason: z.enum(["left", "elsewhere", "expired"]).optional().catch(undefined),
  /** Where one wanted to go; only paths of our own. */
  next: z
    .string()
    .regex(/^\/(?!\/)/)
    .optional()
    .catch(undefined),
});

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/sign-in",
  validateSearch: signInSearchSchema,
  beforeLoad: () => {
    if (isSignedIn()) throw redirect({ to: "/" });
  },
  component: SignInPage,
});

const changePasswordRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/change-password",
  beforeLoad: () => {
    if (!isSignedIn()) throw redirect({ to: "/sign-in", search: {} });
  },
  loader: ({ context }) => context.queryClient.ensureQueryData(meQuery()),
  errorComponent: RouteError,
  component: ChangePasswordPage,
});

/** Everything that needs somebody signed in, with a password of their own. */
const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: "signed-in",
  beforeLoad: async ({ context, location }) => {
    if (!isSignedIn()) {
      const next = location.href === "/" ? undefined : location.href;
      throw redirect({ to: "/sign-in", search: next ? { next } : {} });
    }
    const me = await context.queryClient.ensureQueryData(meQuery());
    if (me.must_change_password) throw redirect({ to: "/change-password" });
    return { me };
  },
  pendingComponent: RoutePending,
  errorComponent: RouteError,
  component: Shell,
});

const homeRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/",
  beforeLoad: ({ context }) => {
    throw redirect({ to: homePath(context.me) });
  },
});

const workspaceRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/map",
  validateSearch: workspaceSearchSchema,
  ...workspaceRouteOptions,
});

const adminSearchSchema = z.object({
  text: z.string().max(80).optional().catch(undefined),
  grid: z.number().int().positive().optional().catch(undefined),
  unit: z.number().int().positive().optional().catch(undefined),
  role: z.string().max(40).optional().catch(undefined),
  /** `all` shows people who left, too. */
  state: z.enum(["active", "all"]).optional().catch(undefined),
  /** What the panel shows: an id, or `new`. */
  open: z
    .union([z.number().int(), z.string().max(80)])
    .optional()
    .catch(undefined),
});

const adminRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/admin",
  validateSearch: adminSearchSchema,
  beforeLoad: ({ context, location }) => {
    if (location.pathname === "/admin") {
      throw redirect({ to: hasAdminArea(context.me) ? homePath(context.me, "admin") : "/" });
    }
  },
  component: lazyRouteComponent(() => import("../features/admin/admin-page.tsx"), "AdminPage"),
});

const adminPeopleRoute = createRoute({
  getParentRoute: () => adminRoute,
  path: "people",
  component: lazyRouteComponent(() => import("../features/admin/people-page.tsx"), "PeoplePage"),
});

const adminSupervisorsRoute = createRoute({
  getParentRoute: () => adminRoute,
  path: "supervisors",
  component: lazyRouteComponent(
    () => import("../features/admin/supervisors-page.tsx"),
    "SupervisorsPage",
  ),
});

const adminUnitsRoute = createRoute({
  getParentRoute: () => adminRoute,
  path: "units",
  component: lazyRouteComponent(() => import("../features/admin/units-page.tsx"), "UnitsPage"),
});

const adminSettingsRoute = createRoute({
  getParentRoute: () => adminRoute,
  path: "settings",
  component: lazyRouteComponent(
    () => import("../features/admin/settings-page.tsx"),
    "SettingsPage",
  ),
});

const adminImportsRoute = createRoute({
  getParentRoute: () => adminRoute,
  path: "imports",
  component: lazyRouteComponent(() => import("../features/admin/imports-page.tsx"), "ImportsPage"),
});

const auditSearchSchema = z.object({
  text: z.string().max(80).optional().catch(undefined),
  action: z.string().max(60).optional().catch(undefined),
  since: z.string().max(40).optional().catch(undefined),
  until: z.string().max(40).optional().catch(undefined),
  open: z.number().int().optional().catch(undefined),
});

const auditRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/audit",
  validateSearch: auditSearchSchema,
  component: lazyRouteComponent(() => import("../features/audit/audit-page.tsx"), "AuditPage"),
});

const routeTree = rootRoute.addChildren([
  signInRoute,
  changePasswordRoute,
  signedInRoute.addChildren([
    homeRoute,
    workspaceRoute,
    adminRoute.addChildren([
      adminPeopleRoute,
      adminSupervisorsRoute,
      adminUnitsRoute,
      adminSettingsRoute,
      adminImportsRoute,
    ]),
    auditRoute,
  ]),
]);

export function createAppRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    context: { queryClient },
    defaultPreload: false,
    defaultPendingMs: 150,
    defaultErrorComponent: RouteError,
    scrollRestoration: false,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
