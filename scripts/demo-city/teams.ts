/** Who sits in a command centre: role and how many. */
export const CITY_TEAM: readonly (readonly [string, number])[] = [
  ["intake_operator", 8],
  ["shift_leader", 3],
  ["dispatcher", 4],
  ["inspector", 3],
  ["commander", 2],
  ["planner", 2],
  ["assessor", 2],
  ["system_admin", 1],
  ["auditor", 1],
  ["wall", 1],
];
export const DISTRICT_TEAM: readonly (readonly [string, number])[] = [
  ["intake_operator", 2],
  ["shift_leader", 1],
  ["dispatcher", 1],
  ["commander", 1],
  ["planner", 1],
];
