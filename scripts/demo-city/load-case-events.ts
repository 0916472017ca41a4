/** What happened to each case, and who did it. */
import type { Queryable } from "../../supabase/embedded/database.ts";
import { bulkInsert } from "./bulk-insert.ts";
import type { PlannedCase } from "./case-plan/plan-cases.ts";
import { DAY_MS } from "./case-plan/rhythm.ts";
import type { LifeEvent } from "./case-plan/timeline.ts";
import type { DemoCity } from "./city-files.ts";
import type { SlotHolding } from "./load-organisation.ts";
import { type Random, randomFor } from "./random.ts";
import { slotFinder } from "./slot-finder.ts";

/** Older cases without a second round keep the milestones of their history only, drawn up in SQL. */
const FULL_HISTORY_DAYS = 60;

export interface Chain {
  readonly unit: number | null;
  readonly community: number | null;
  readonly street: number | null;
  readonly district: number | null;
}

export interface CaseContext {
  readonly city: DemoCity;
  readonly unitIds: ReadonlyMap<string, number>;
  readonly holdings: readonly SlotHolding[];
  readonly nowMs: number;
  readonly seed: number;
}

export interface CaseRow extends PlannedCase {
  readonly chain: Chain;
  readonly intake: { readonly area: number | null; readonly unit: number | null };
}

interface EventRow extends LifeEvent {
  readonly caseId: number;
  readonly eventId: number;
}

const MILESTONES_SQL = `
  insert into public.case_events (case_id, at, kind, actor_role, data)
  select c.case_id, e.at, e.kind, e.role, e.data
  from public.cases as c
  cross join lateral (values
    (1, c.reported_at, 'reported',
      case when c.source in ('supervisor', 'patrol', 'video', 'sensor') then 'supervisor' else 'intake_operator' end,
      jsonb_build_object('source', c.source)),
    (2, c.dispatched_at, 'dispatched', 'dispatcher', jsonb_build_object('round', 1, 'deadline_at', c.first_deadline_at)),
    (3, c.closed_at, case c.state when 'void' then 'voided' else c.state end,
      case c.state when 'self_handled' then 'supervisor' when 'force_closed' then 'commander' else 'shift_leader' end,
      '{}'::jsonb)
  ) as e (step, at, kind, role, data)
  where c.reported_at < to_timestamp($1::float8 / 1000) and c.round <= 1 and e.at is not null
  order by c.case_id, e.step`;

function eventRows(rows: readonly CaseRow[], sinceMs: number, firstId: number): EventRow[] {
  const events: EventRow[] = [];
  const push = (event: LifeEvent, caseId: number): void => {
    events.push({ ...event, caseId, eventId: firstId + events.length });
  };
  for (const row of rows) {
    if (row.reportedMs < sinceMs && row.life.round <= 1) continue;
    row.life.events.forEach((event, index) => {
      push(event, row.caseId);
      if (index > 0) return;
      const data = { method: row.assignment.method };
      push({ ms: row.reportedMs, kind: "assigned", role: "system", data }, row.caseId);
    });
  }
  return events;
}

export async function loadEvents(
  db: Queryable,
  rows: readonly CaseRow[],
  context: CaseContext,
): Promise<void> {
  const sinceMs = context.nowMs - FULL_HISTORY_DAYS * DAY_MS;
  await db.query(MILESTONES_SQL, [sinceMs]);
  const { rows: last } = await db.query<{ id: number }>(
    "select coalesce(max(event_id), 0)::integer as id from public.case_events",
  );
  const events = eventRows(rows, sinceMs, (last[0]?.id ?? 0) + 1);
  await bulkInsert(db, {
    table: "public.case_events",
    rows: events,
    columns: [
      { name: "event_id", type: "bigint", of: (e) => e.eventId },
      { name: "case_id", type: "bigint", of: (e) => e.caseId },
      { name: "at", type: "instant", of: (e) => e.ms },
      { name: "kind", type: "text", of: (e) => e.kind },
      { name: "actor_role", type: "text", of: (e) => e.role },
      { name: "data", type: "jsonb", of: (e) => JSON.stringify(e.data) },
    ],
  });
  await loadActors(db, events, rows, context);
}

/** Which person acted, for the recent cases: somebody of the role at the right centre, grid or unit. */
async function loadActors(
  db: Queryable,
  events: readonly EventRow[],
  rows: readonly CaseRow[],
  context: CaseContext,
): Promise<void> {
  const random = randomFor(context.seed, "actors");
  const finder = actorFinder(rows, context, random);
  const since = context.nowMs - FULL_HISTORY_DAYS * DAY_MS;
  const actors = events.flatMap((event) => {
    const personId = event.ms > since && event.role !== "system" ? finder(event) : null;
    return personId === null ? [] : [{ eventId: event.eventId, personId }];
  });
  await bulkInsert(db, {
    table: "private.case_event_actors",
    rows: actors,
    columns: [
      { name: "event_id", type: "bigint", of: (a) => a.eventId },
      { name: "person_id", type: "bigint", of: (a) => a.personId },
    ],
  });
}

function actorFinder(
  rows: readonly CaseRow[],
  context: CaseContext,
  random: Random,
): (event: EventRow) => number | null {
  const slotsAt = slotFinder(context.holdings);
  const byPost = new Map<string, number[]>();
  for (const [person, role, , unit] of context.city.organisation.memberships) {
    const key = `${role} ${unit ?? ""}`;
    byPost.set(key, [...(byPost.get(key) ?? []), person + 1]);
  }
  const cityCentre = `CC-${context.city.grids[0]?.code ?? ""}`;
  return (event) => {
    const row = rows[event.caseId - 1];
    if (!row) return null;
    if (event.role === "supervisor") {
      const three = slotsAt(row.chain.community ?? 0, event.ms).filter((p) => p !== null);
      return three.length > 0 ? random.pick(three) : null;
    }
    const unit = event.role === "handling_unit" ? (row.handler ?? "") : cityCentre;
    const people = byPost.get(`${event.role} ${unit}`);
    return people ? random.pick(people) : null;
  };
}
