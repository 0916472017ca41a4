import type { Me } from "../../domain/schemas/me.ts";
import type { Capability } from "../../domain/schemas/roles.ts";

const TABS = [
  { id: "people", path: "/admin/people", any: ["people.manage"] },
  { id: "supervisors", path: "/admin/supervisors", any: ["supervisors.appoint", "people.manage"] },
  { id: "units", path: "/admin/units", any: ["people.manage", "settings.manage"] },
  { id: "settings", path: "/admin/settings", any: ["settings.manage"] },
  { id: "imports", path: "/admin/imports", any: ["settings.manage"] },
] as const satisfies readonly { id: string; path: string; any: readonly Capability[] }[];

export type AdminTab = (typeof TABS)[number];

export function adminTabsOf(me: Pick<Me, "capabilities">): readonly AdminTab[] {
  return TABS.filter(({ any }) => any.some((capability) => me.capabilities.includes(capability)));
}

/** The page of administration at an address; the first where the address is none. */
export function adminPathOf(pathname: string): AdminTab["path"] {
  return TABS.find(({ path }) => path === pathname)?.path ?? TABS[0].path;
}
