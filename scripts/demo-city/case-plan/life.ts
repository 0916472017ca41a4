/**
 * The life of a case up to now: rounds, misses, failed checks, closing (architecture section 4).
 * A miss is noticed at the next opening of the centre; until then the case shows as overdue.
 */
import { deadlineOf } from "../../../web/src/domain/clocks/deadline.ts";
import type { WorkCalendar } from "../../../web/src/domain/clocks/work-calendar.ts";
import type { Random } from "../random.ts";
import { DAY_MS, localDay, ZONE_OFFSET_MS } from "./rhythm.ts";
import {
  HOUR_MS,
  type Life,
  type LifeQuestion,
  MINUTE_MS,
  Timeline,
  UNASSIGNED_KEPT_DAYS,
} from "./timeline.ts";

/** Public reports are verified on the spot before they are filed (核实). */
function verify(t: Timeline): boolean {
  const { random, isPublic } = t.q;
  if (!isPublic || random.chance(0.25)) return true;
  if (
    !t.step(t.minutes(2, 20), "verifying", {
      kind: "verify_requested",
      role: "intake_operator",
      data: {},
    })
  )
    return false;
  const exists = !random.chance(0.11);
  if (
    !t.step(t.minutes(15, 130), "verifying", {
      kind: "verified",
      role: "supervisor",
      data: { exists },
    })
  )
    return false;
  if (exists) return true;
  if (
    t.step(t.minutes(2, 15), "rejected", {
      kind: "rejected",
      role: "shift_leader",
      data: { reason: "not_found_on_site" },
    })
  )
    t.close("rejected");
  return false;
}

function file(t: Timeline): boolean {
  const { random, urgent, isPublic } = t.q;
  if (!isPublic && random.chance(0.055)) {
    if (
      t.step(t.minutes(3, 40), "self_handled", {
        kind: "self_handled",
        role: "supervisor",
        data: {},
      })
    )
      t.close("self_handled");
    return false;
  }
  const wait = urgent ? t.minutes(0.5, 4) : t.minutes(3, 28);
  if (!t.step(wait, "filed", { kind: "filed", role: "shift_leader", data: {} })) return false;
  t.life.filedMs = wait;
  if (random.chance(0.004)) {
    if (
      t.step(t.minutes(10, 90), "void", {
        kind: "voided",
        role: "shift_leader",
        data: { reason: "duplicate" },
      })
    )
      t.close("void");
    return false;
  }
  return true;
}

/** Round begins: on account, a notice, a deadline of the class's limit from that notice. */
function openRound(t: Timeline, atMs: number, kind: string): boolean {
  const { deadlineMs } = deadlineOf(atMs, t.q.limit, t.q.calendar);
  const round = t.life.round + 1;
  const data = { round, deadline_at: new Date(deadlineMs).toISOString() };
  if (!t.step(atMs, "dispatched", { kind, role: "dispatcher", data })) return false;
  t.life.round = round;
  t.life.onAccount = true;
  t.life.deadlineMs = deadlineMs;
  t.life.firstDeadlineMs ??= deadlineMs;
  t.life.dispatchedMs ??= atMs;
  t.life.feedbackMs = null;
  return true;
}

/** The centre looks at what was missed when it opens. */
function nextOpening(ms: number, calendar: WorkCalendar): number {
  for (let day = localDay(ms); ; day += 1) {
    const opens = day * DAY_MS - ZONE_OFFSET_MS + 8.5 * HOUR_MS;
    if (opens > ms && calendar.isWorkday(day)) return opens;
  }
}

/** How long the unit takes, as a share of the time it has. */
function effort(t: Timeline, stubborn: boolean): number {
  const { random } = t.q;
  if (stubborn) return random.between(2, 6);
  if (random.chance(0.08)) return random.between(1.02, 2.2);
  return 0.3 + 0.67 * random.next();
}

/** Nobody cleans a wall at three in the morning: night work waits for the day. */
function byDay(ms: number, random: Random): number {
  const hour = ((ms + ZONE_OFFSET_MS) % DAY_MS) / HOUR_MS;
  if (hour >= 6.5 && hour < 22) return ms;
  const day = localDay(ms) + (hour >= 22 ? 1 : 0);
  return day * DAY_MS - ZONE_OFFSET_MS + Math.floor(random.between(7, 9.5) * HOUR_MS);
}

type RoundEnd = "solved" | "again" | "running";

function playRound(t: Timeline, stubborn: boolean): RoundEnd {
  const { life, q } = t;
  const startMs = t.atMs;
  const deadlineMs = life.deadlineMs ?? startMs;
  if (!t.step(t.minutes(2, 45), "handling", { kind: "accepted", role: "handling_unit", data: {} }))
    return "running";
  const rawMs = startMs + Math.floor((deadlineMs - startMs) * effort(t, stubborn));
  const dayMs = q.urgent ? rawMs : byDay(rawMs, q.random);
  const doneMs = rawMs <= deadlineMs ? Math.min(dayMs, deadlineMs) : dayMs;
  if (doneMs > deadlineMs) {
    const noticeMs = nextOpening(deadlineMs, q.calendar) + q.random.index(40) * MINUTE_MS;
    if (deadlineMs > q.nowMs) return "running";
    life.misses += 1;
    life.events.push({
      ms: deadlineMs,
      kind: "missed",
      role: "system",
      data: { round: life.round },
    });
    t.atMs = deadlineMs;
    return openRound(t, noticeMs, "re_accounted") ? "again" : stillOverdue(life);
  }
  if (
    !t.step(Math.max(doneMs, t.atMs + MINUTE_MS), "feedback_submitted", {
      kind: "feedback",
      role: "handling_unit",
      data: { round: life.round },
    })
  )
    return "running";
  life.feedbackMs = t.atMs;
  return checkOnSite(t);
}

/** The miss counts when the next notice goes out: until then the case is overdue in this round. */
function stillOverdue(life: Life): RoundEnd {
  life.misses -= 1;
  life.events.pop();
  return "running";
}

function checkOnSite(t: Timeline): RoundEnd {
  const { life, q } = t;
  if (
    !t.step(t.minutes(3, 30), "checking", {
      kind: "check_requested",
      role: "shift_leader",
      data: {},
    })
  )
    return "running";
  const soonMs = t.minutes(20, 150);
  const checkMs = q.urgent ? soonMs : byDay(soonMs, q.random);
  if (checkMs > q.nowMs) return "running";
  if (q.random.chance(0.035)) {
    life.failedChecks += 1;
    t.step(checkMs, "checking", {
      kind: "check_failed",
      role: "supervisor",
      data: { round: life.round },
    });
    return openRound(t, t.minutes(5, 40), "re_accounted") ? "again" : "running";
  }
  t.step(checkMs, "checking", { kind: "checked", role: "supervisor", data: { passed: true } });
  if (
    !t.step(t.minutes(3, 40), "written_off", {
      kind: "written_off",
      role: "shift_leader",
      data: {},
    })
  )
    return "running";
  t.close("written_off");
  return "solved";
}

/** Lies in no grid, and nobody knew one for it. */
function refuse(t: Timeline): void {
  const { random, nowMs, reportedMs } = t.q;
  if (reportedMs > nowMs - UNASSIGNED_KEPT_DAYS * DAY_MS) return;
  const data = { reason: "outside_city" };
  const atMs = t.atMs + random.between(2, 60) * HOUR_MS;
  if (t.step(Math.floor(atMs), "rejected", { kind: "rejected", role: "shift_leader", data }))
    t.close("rejected");
}

/** Engineering works: the clock stands until a date. */
function suspend(t: Timeline): boolean {
  const { random, nowMs, isEngineering } = t.q;
  if (!isEngineering || t.q.reportedMs < nowMs - 25 * DAY_MS || !random.chance(0.05)) return false;
  const untilMs = nowMs + (5 + random.index(40)) * DAY_MS;
  if (
    !t.step(t.minutes(60, 300), "handling", {
      kind: "suspended",
      role: "dispatcher",
      data: { until: new Date(untilMs).toISOString() },
    })
  )
    return false;
  t.life.suspended = true;
  t.life.suspendedUntilMs = untilMs;
  return true;
}

export function liveCase(q: LifeQuestion): Life {
  const t = new Timeline(q);
  if (!q.isAssigned) {
    refuse(t);
    return t.life;
  }
  if (!verify(t) || !file(t)) return t.life;
  if (!openRound(t, q.urgent ? t.minutes(0.5, 3) : t.minutes(3, 25), "dispatched")) return t.life;
  if (suspend(t)) return t.life;
  const isRecent = q.reportedMs > q.nowMs - 75 * DAY_MS;
  const stubborn = q.random.chance(isRecent ? 0.035 : 0.001);
  for (let i = 0; i < 4; i += 1) {
    const end = playRound(t, stubborn && (isRecent || i < 2));
    if (end !== "again") return t.life;
  }
  if (
    t.step(t.minutes(60, 600), "force_closed", {
      kind: "force_closed",
      role: "commander",
      data: { reason: "handed_to_project" },
    })
  )
    t.close("force_closed");
  return t.life;
}
