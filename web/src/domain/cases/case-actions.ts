/**
 * What may be done in which state, by whom: the mirror of `public.case_actions`, for words before the click and for
 * the picture of the transition graph. A test holds both to each other; the database decides.
 */
export const actionSides = ["area", "holder", "field"] as const;
export type ActionSide = (typeof actionSides)[number];

export type CaseAction = {
  readonly action: string;
  readonly from: readonly string[];
  /** Absent: beside the state, which stays. */
  readonly to?: string;
  readonly side: ActionSide;
  readonly roles: readonly string[];
};

const held = ["dispatched", "handling"];
const filedOn = ["filed", ...held, "feedback_submitted", "checking", "checked"];
const open = ["reported", "verifying", ...filedOn];
const leaders = ["shift_leader", "commander"];
const intake = ["intake_operator", "shift_leader"];
const deciders = ["dispatcher", "shift_leader", "commander"];
const field = ["supervisor", "inspector"];
const unit = ["handling_unit", "handler"];

export const caseActions: readonly CaseAction[] = [
  { action: "send_verify", from: ["reported"], to: "verifying", side: "area", roles: intake },
  { action: "verify", from: ["verifying"], to: "reported", side: "field", roles: field },
  { action: "file", from: ["reported"], to: "filed", side: "area", roles: leaders },
  { action: "reject", from: ["reported"], to: "rejected", side: "area", roles: leaders },
  { action: "self_handle", from: ["reported"], to: "self_handled", side: "area", roles: intake },
  {
    action: "transfer",
    from: ["reported", "filed"],
    to: "transferred",
    side: "area",
    roles: leaders,
  },
  {
    action: "dispatch",
    from: ["filed"],
    to: "dispatched",
    side: "area",
    roles: ["dispatcher", "commander"],
  },
  { action: "accept", from: ["dispatched"], to: "handling", side: "holder", roles: unit },
  { action: "feed_back", from: held, to: "feedback_submitted", side: "holder", roles: unit },
  { action: "ask_extend", from: held, side: "holder", roles: ["handling_unit"] },
  { action: "ask_return", from: held, side: "holder", roles: ["handling_unit"] },
  { action: "ask_suspend", from: held, side: "holder", roles: ["handling_unit"] },
  { action: "decide", from: held, side: "area", roles: deciders },
  { action: "return", from: held, to: "filed", side: "area", roles: ["dispatcher", "commander"] },
  { action: "resume", from: held, side: "area", roles: deciders },
  { action: "reaccount", from: held, to: "dispatched", side: "area", roles: deciders },
  {
    action: "send_check",
    from: ["feedback_submitted"],
    to: "checking",
    side: "area",
    roles: intake,
  },
  { action: "check_pass", from: ["checking"], to: "checked", side: "field", roles: field },
  { action: "check_fail", from: ["checking"], to: "dispatched", side: "field", roles: field },
  { action: "write_off", from: ["checked"], to: "written_off", side: "area", roles: leaders },
  { action: "void", from: filedOn, to: "void", side: "area", roles: leaders },
  { action: "force_close", from: filedOn, to: "force_closed", side: "area", roles: ["commander"] },
  { action: "supervise", from: open, side: "area", roles: ["inspector", ...leaders] },
  {
    action: "urge",
    from: open,
    side: "area",
    roles: ["intake_operator", "dispatcher", "inspector", ...leaders, "street_official"],
  },
  { action: "refer", from: open, side: "area", roles: ["commander"] },
  {
    action: "ask_appeal",
    from: ["written_off", "force_closed"],
    side: "holder",
    roles: ["handling_unit"],
  },
  {
    action: "decide_appeal",
    from: ["written_off", "force_closed"],
    side: "area",
    roles: [...leaders, "assessor"],
  },
  {
    action: "call_back",
    from: ["written_off", "force_closed", "self_handled", "rejected"],
    side: "area",
    roles: intake,
  },
];
