/** States of a case, in the order of its life (architecture section 4). */
export const caseStates = [
  "reported",
  "verifying",
  "filed",
  "dispatched",
  "handling",
  "feedback_submitted",
  "checking",
  "written_off",
  "force_closed",
  "self_handled",
  "rejected",
  "void",
  "transferred",
] as const;

export type CaseState = (typeof caseStates)[number];

/** What the ring of a dot says: who has the ball. */
export type CaseStage = "intake" | "handling" | "checking" | "closed";

const stageOfState: Record<CaseState, CaseStage> = {
  reported: "intake",
  verifying: "intake",
  filed: "intake",
  dispatched: "handling",
  handling: "handling",
  feedback_submitted: "checking",
  checking: "checking",
  written_off: "closed",
  force_closed: "closed",
  self_handled: "closed",
  rejected: "closed",
  void: "closed",
  transferred: "closed",
};

export const openStates: readonly CaseState[] = caseStates.filter(
  (state) => stageOfState[state] !== "closed",
);

export function isCaseState(value: string): value is CaseState {
  return Object.hasOwn(stageOfState, value);
}

/** Unknown states count as closed: a newer server must not fill the map with dots nobody can read. */
export function caseStage(state: string): CaseStage {
  return isCaseState(state) ? stageOfState[state] : "closed";
}

export function isOpenState(state: string): boolean {
  return caseStage(state) !== "closed";
}

export const caseSources = [
  "supervisor",
  "video",
  "patrol",
  "hotline",
  "letter",
  "visit",
  "media",
  "transferred",
  "wechat",
  "sensor",
  "imported",
] as const;

export type CaseSource = (typeof caseSources)[number];
