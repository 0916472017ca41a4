/** A case as far as it has come: steps that lie after now are not taken. */
import type { Limit } from "../../../web/src/domain/clocks/limit.ts";
import type { WorkCalendar } from "../../../web/src/domain/clocks/work-calendar.ts";
import type { Random } from "../random.ts";

export interface LifeEvent {
  readonly ms: number;
  readonly kind: string;
  readonly role: string;
  readonly data: Readonly<Record<string, string | number | boolean>>;
}

export interface Life {
  state: string;
  stageVersion: number;
  onAccount: boolean;
  suspended: boolean;
  suspendedUntilMs: number | null;
  round: number;
  misses: number;
  failedChecks: number;
  deadlineMs: number | null;
  firstDeadlineMs: number | null;
  filedMs: number | null;
  dispatchedMs: number | null;
  feedbackMs: number | null;
  closedMs: number | null;
  readonly events: LifeEvent[];
}

export interface LifeQuestion {
  readonly reportedMs: number;
  readonly nowMs: number;
  readonly isPublic: boolean;
  readonly isAssigned: boolean;
  readonly isEngineering: boolean;
  readonly source: string;
  readonly urgent: boolean;
  readonly limit: Limit;
  readonly calendar: WorkCalendar;
  readonly random: Random;
}

/** Longer nobody leaves a report without a grid. */
export const UNASSIGNED_KEPT_DAYS = 4;

export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;

export class Timeline {
  readonly life: Life = {
    state: "reported",
    stageVersion: 1,
    onAccount: false,
    suspended: false,
    suspendedUntilMs: null,
    round: 0,
    misses: 0,
    failedChecks: 0,
    deadlineMs: null,
    firstDeadlineMs: null,
    filedMs: null,
    dispatchedMs: null,
    feedbackMs: null,
    closedMs: null,
    events: [],
  };
  atMs: number;
  readonly q: LifeQuestion;

  constructor(q: LifeQuestion) {
    this.q = q;
    this.atMs = q.reportedMs;
    this.life.events.push({
      ms: q.reportedMs,
      kind: "reported",
      role: q.isPublic ? "intake_operator" : "supervisor",
      data: { source: q.source },
    });
  }

  /** False when that moment has not come yet. */
  step(ms: number, state: string, event: Omit<LifeEvent, "ms">): boolean {
    if (ms > this.q.nowMs) return false;
    this.atMs = ms;
    this.life.state = state;
    this.life.stageVersion += 1;
    this.life.events.push({ ms, ...event });
    return true;
  }

  minutes(from: number, to: number): number {
    return this.atMs + Math.floor(this.q.random.between(from, to) * MINUTE_MS);
  }

  close(state: string): void {
    this.life.closedMs = this.atMs;
    this.life.onAccount = false;
    this.life.state = state;
  }
}
