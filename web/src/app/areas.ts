import type { Me } from "../domain/schemas/me.ts";
import type { Capability } from "../domain/schemas/roles.ts";

/** The parts of the product, each open to whoever holds one of its capabilities. */
export const AREAS = [
  { id: "map", path: "/map", any: ["case.read", "planning", "wall"] },
  {
    id: "admin",
    path: "/admin/people",
    any: ["people.manage", "supervisors.appoint", "settings.manage"],
  },
  { id: "audit", path: "/audit", any: ["audit.read"] },
] as const satisfies readonly { id: string; path: string; any: readonly Capability[] }[];

export type Area = (typeof AREAS)[number];

export function areasOf(me: Pick<Me, "capabilities">): readonly Area[] {
  return AREAS.filter(({ any }) => any.some((capability) => me.capabilities.includes(capability)));
}

export function hasAdminArea(me: Pick<Me, "capabilities">): boolean {
  return areasOf(me).some(({ id }) => id === "admin");
}

/** Where administration opens: the first page of it that the person may use. */
function adminPath(me: Pick<Me, "capabilities">) {
  return me.capabilities.includes("people.manage") ? "/admin/people" : "/admin/supervisors";
}

/** Where a person lands after signing in: the home of the role, if it is open to them, else what is. */
export function homePath(me: Pick<Me, "capabilities" | "home">, wanted = me.home ?? "") {
  const open = areasOf(me);
  const home = wanted === "admin" || wanted === "audit" ? wanted : "map";
  const area = open.find(({ id }) => id === home) ?? open[0];
  if (area === undefined) return "/map";
  return area.id === "admin" ? adminPath(me) : area.path;
}
