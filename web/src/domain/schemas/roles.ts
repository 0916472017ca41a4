import { z } from "../zod.ts";

export const ROLES = [
  "intake_operator",
  "shift_leader",
  "dispatcher",
  "inspector",
  "commander",
  "planner",
  "street_official",
  "handling_unit",
  "handler",
  "supervisor",
  "assessor",
  "system_admin",
  "auditor",
  "wall",
] as const;
export const roleSchema = z.enum(ROLES);
export type Role = z.infer<typeof roleSchema>;

/** What a post of the role is bound to: an area of certain levels, a unit, or a slot (granted on the slots' board). */
export type RolePlace =
  | { kind: "area"; levels: readonly number[] }
  | { kind: "unit" }
  | { kind: "slot" };

export function rolePlace(role: Role): RolePlace {
  switch (role) {
    case "handling_unit":
    case "handler":
      return { kind: "unit" };
    case "supervisor":
      return { kind: "slot" };
    case "street_official":
      return { kind: "area", levels: [3] };
    case "auditor":
      return { kind: "area", levels: [1] };
    case "wall":
      return { kind: "area", levels: [1, 2, 3] };
    default:
      return { kind: "area", levels: [1, 2] };
  }
}

export const CAPABILITIES = [
  "case.read",
  "case.report",
  "case.assign",
  "case.unassigned",
  "reporter.read",
  "people.read_phone",
  "people.manage",
  "accounts.manage",
  "supervisors.appoint",
  "settings.manage",
  "audit.read",
  "planning",
  "wall",
] as const;
export type Capability = (typeof CAPABILITIES)[number];
