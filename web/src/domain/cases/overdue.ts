import { isOpenState } from "./stages.ts";

/** What the clock of a case hangs on; instants in epoch seconds. */
export interface CaseClock {
  state: string;
  suspended: boolean;
  reportedAtS: number;
  deadlineAtS: number | null;
  closedAtS?: number | null;
}

/** Mirror of `private.is_overdue`: late, still open, clock not stopped. */
export function isOverdue(clock: CaseClock, nowS: number): boolean {
  return (
    clock.deadlineAtS !== null &&
    !clock.suspended &&
    isOpenState(clock.state) &&
    clock.deadlineAtS < nowS
  );
}

/** The colour of a dot: only clocks are green, amber or red, and red is overdue and nothing else. */
export type ClockState = "plenty" | "short" | "overdue" | "suspended" | "untimed" | "closed";

/** Less than this share of the allowed time left turns the clock amber. */
export const shortShare = 0.2;

export function clockState(clock: CaseClock, nowS: number): ClockState {
  if (!isOpenState(clock.state)) return "closed";
  if (clock.suspended) return "suspended";
  if (clock.deadlineAtS === null) return "untimed";
  if (clock.deadlineAtS < nowS) return "overdue";
  const allowedS = clock.deadlineAtS - clock.reportedAtS;
  return clock.deadlineAtS - nowS < allowedS * shortShare ? "short" : "plenty";
}

/** The clock of a row as the server gives it. */
export function clockOfRow(row: {
  state: string;
  suspended: boolean;
  reported_at: string;
  deadline_at: string | null;
  closed_at?: string | null;
}): CaseClock {
  return {
    state: row.state,
    suspended: row.suspended,
    reportedAtS: Date.parse(row.reported_at) / 1000,
    deadlineAtS: row.deadline_at === null ? null : Date.parse(row.deadline_at) / 1000,
    closedAtS: row.closed_at ? Date.parse(row.closed_at) / 1000 : null,
  };
}
