/** What data/demo-city/organisation.json holds. */
export interface UnitRow {
  readonly code: string;
  readonly parent: string | null;
  readonly kind: string;
  readonly name: string;
  readonly nameEn: string;
  readonly initials: string;
  readonly area: string | null;
  readonly phone: string;
}

export interface PersonRow {
  readonly name: string;
  readonly nameEn: string;
  readonly initials: string;
  readonly phone: string;
  readonly sourceType: "staff" | "coordinator" | "militia" | "part_time" | "enterprise";
  readonly unit: string | null;
  readonly grid: string;
}

/** People are told apart by their place in the list. */
export interface Organisation {
  readonly units: readonly UnitRow[];
  readonly people: readonly PersonRow[];
  /** person, role, grid code or null, unit code or null */
  readonly memberships: readonly (readonly [number, string, string | null, string | null])[];
  /** grid code, slot 1–3, person; a missing slot is a vacancy */
  readonly slots: readonly (readonly [string, number, number])[];
  /** grid code, post, subject, person, unit code or null */
  readonly leaders: readonly (readonly [string, string, string, number, string | null])[];
  readonly deputies: readonly (readonly [number, number, string])[];
  readonly logins: readonly {
    readonly login: string;
    readonly role: string;
    readonly person: number;
  }[];
}

/** One login a role; the role's key where the name is the same. */
export const LOGIN_NAMES: Readonly<Record<string, string>> = {
  intake_operator: "operator",
  shift_leader: "shift",
  system_admin: "admin",
};

/** Documented on purpose: a demo folder holds nothing but invention. */
export const DEMO_PASSWORD = "wangge-demo";
