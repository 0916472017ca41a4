import type { CaseState } from "../schemas/case.ts";

/** What the ring of a dot says: who has the ball. */
export const caseStages = ["intake", "dispatch", "handling", "check", "closed"] as const;

export type CaseStage = (typeof caseStages)[number];

const stageOfState: Record<CaseState, CaseStage> = {
  reported: "intake",
  verifying: "intake",
  filed: "intake",
  dispatched: "dispatch",
  handling: "handling",
  feedback_submitted: "check",
  checking: "check",
  checked: "check",
  written_off: "closed",
  force_closed: "closed",
  self_handled: "closed",
  rejected: "closed",
  void: "closed",
  transferred: "closed",
};

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
