/** The planned cases into the tables: indexes aside while they are filled, events drawn up in one go. */
import type { Queryable } from "../../supabase/embedded/database.ts";
import { bulkInsert, type Column, continueIdentity } from "./bulk-insert.ts";
import type { LifeEvent } from "./case-plan/life.ts";
import type { PlannedCase } from "./case-plan/plan-cases.ts";
import { DAY_MS, ZONE_OFFSET_MS } from "./case-plan/rhythm.ts";
import type { DemoCity } from "./city-files.ts";
import type { SlotHolding } from "./load-organisation.ts";
import { personName, phoneNumber } from "./names/person-names.ts";
import { type Random, randomFor } from "./random.ts";

/** Cases older than this keep the milestones of their history only. */
const FULL_HISTORY_DAYS = 60;
const MILESTONES = new Set([
  "reported",
  "dispatched",
  "missed",
  "re_accounted",
  "written_off",
  "rejected",
  "voided",
  "self_handled",
  "force_closed",
]);
const REPORTER_KEPT_DAYS = 180;

const iso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

function caseNo(plan: PlannedCase): string {
  const day = new Date(plan.reportedMs + ZONE_OFFSET_MS)
    .toISOString()
    .slice(0, 10)
    .replaceAll("-", "");
  return `${day}-${String(plan.caseId).padStart(6, "0")}`;
}

interface Chain {
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

function chainOf(plan: PlannedCase, city: DemoCity): Chain {
  if (plan.assignment.method === "unassigned")
    return { unit: null, community: null, street: null, district: null };
  const community = city.grids[plan.assignment.gridId - 1];
  const street = community?.parentId ?? null;
  const district = street === null ? null : (city.grids[street - 1]?.parentId ?? null);
  const unit = plan.unit && plan.unit.parentId === plan.assignment.gridId ? plan.unit.gridId : null;
  return { unit, community: plan.assignment.gridId, street, district };
}

/** Calls and letters reach the city's centre; what is found in the field, the district's. */
function intake(
  plan: PlannedCase,
  chain: Chain,
  context: CaseContext,
): { area: number | null; unit: number | null } {
  const root = context.city.grids[0];
  const area =
    plan.isPublic || chain.district === null ? root : context.city.grids[chain.district - 1];
  if (!area) return { area: null, unit: null };
  return {
    area: area.gridId,
    unit: context.unitIds.get(`${area.level === 1 ? "CC" : "DC"}-${area.code}`) ?? null,
  };
}

type Row = PlannedCase & {
  readonly chain: Chain;
  readonly intake: { area: number | null; unit: number | null };
};

function caseColumns(context: CaseContext): Column<Row>[] {
  const isOn = (r: Row): boolean => r.assignment.method !== "unassigned";
  return [
    { name: "case_id", type: "bigint", of: (r) => r.caseId },
    { name: "case_no", type: "text", of: caseNo },
    { name: "source", type: "text", of: (r) => r.source },
    { name: "class_id", type: "text", of: (r) => r.row.class_id },
    { name: "condition", type: "text", of: (r) => r.row.limits[0]?.condition ?? "A" },
    { name: "description", type: "text", of: (r) => r.description },
    { name: "address", type: "text", of: (r) => r.address },
    { name: "urgent", type: "boolean", of: (r) => r.row.urgent },
    { name: "x", type: "bigint", of: (r) => r.x },
    { name: "y", type: "bigint", of: (r) => r.y },
    { name: "raw_x", type: "float8", of: (r) => r.raw.x },
    { name: "raw_y", type: "float8", of: (r) => r.raw.y },
    { name: "raw_crs", type: "text", of: (r) => r.raw.crs },
    { name: "accuracy_m", type: "float8", of: (r) => r.raw.accuracyMeters },
    { name: "intake_area", type: "bigint", of: (r) => r.intake.area },
    { name: "intake_unit_id", type: "bigint", of: (r) => r.intake.unit },
    { name: "assign_method", type: "text", of: (r) => r.assignment.method },
    {
      name: "border_distance_m",
      type: "float8",
      of: (r) => (r.assignment.method === "unassigned" ? null : r.assignment.borderDistanceMeters),
    },
    { name: "reported_version_id", type: "bigint", of: (r) => r.chain.community },
    ...(["reported", "current"] as const).flatMap((when): Column<Row>[] => [
      { name: `${when}_unit_grid`, type: "bigint", of: (r) => r.chain.unit },
      { name: `${when}_community`, type: "bigint", of: (r) => r.chain.community },
      { name: `${when}_street`, type: "bigint", of: (r) => r.chain.street },
      { name: `${when}_district`, type: "bigint", of: (r) => r.chain.district },
    ]),
    { name: "state", type: "text", of: (r) => r.life.state },
    { name: "stage_version", type: "integer", of: (r) => r.life.stageVersion },
    {
      name: "unit_id",
      type: "bigint",
      of: (r) => (r.handler === null ? null : (context.unitIds.get(r.handler) ?? null)),
    },
    { name: "on_account", type: "boolean", of: (r) => isOn(r) && r.life.onAccount },
    { name: "suspended", type: "boolean", of: (r) => r.life.suspended },
    { name: "suspended_until", type: "timestamptz", of: (r) => iso(r.life.suspendedUntilMs) },
    { name: "round", type: "smallint", of: (r) => r.life.round },
    { name: "misses", type: "smallint", of: (r) => r.life.misses },
    { name: "failed_checks", type: "smallint", of: (r) => r.life.failedChecks },
    { name: "deadline_at", type: "timestamptz", of: (r) => iso(r.life.deadlineMs) },
    { name: "first_deadline_at", type: "timestamptz", of: (r) => iso(r.life.firstDeadlineMs) },
    { name: "reported_at", type: "timestamptz", of: (r) => iso(r.reportedMs) },
    { name: "filed_at", type: "timestamptz", of: (r) => iso(r.life.filedMs) },
    { name: "dispatched_at", type: "timestamptz", of: (r) => iso(r.life.dispatchedMs) },
    { name: "feedback_at", type: "timestamptz", of: (r) => iso(r.life.feedbackMs) },
    { name: "closed_at", type: "timestamptz", of: (r) => iso(r.life.closedMs) },
    { name: "created_at", type: "timestamptz", of: (r) => iso(r.reportedMs) },
  ];
}

async function loadCandidates(db: Queryable, rows: readonly Row[], city: DemoCity): Promise<void> {
  const candidates = rows.flatMap((r) =>
    r.assignment.candidates.map((c) => ({
      caseId: r.caseId,
      ...c,
      street: city.grids[c.gridId - 1]?.parentId ?? null,
    })),
  );
  await bulkInsert(db, {
    table: "public.case_candidates",
    rows: candidates,
    columns: [
      { name: "case_id", type: "bigint", of: (c) => c.caseId },
      { name: "grid_id", type: "bigint", of: (c) => c.gridId },
      { name: "street_id", type: "bigint", of: (c) => c.street },
      { name: "distance_m", type: "float8", of: (c) => c.distanceMeters },
    ],
  });
}

type Three = [number | null, number | null, number | null];

/** Who held the slots of a grid at a moment. */
function slotFinder(holdings: readonly SlotHolding[]): (gridId: number, ms: number) => Three {
  const byGrid = new Map<number, SlotHolding[]>();
  for (const holding of holdings)
    byGrid.set(holding.gridId, [...(byGrid.get(holding.gridId) ?? []), holding]);
  return (gridId, ms) => {
    const three: Three = [null, null, null];
    for (const h of byGrid.get(gridId) ?? []) {
      if ((h.fromMs === null || h.fromMs <= ms) && (h.toMs === null || ms < h.toMs))
        three[h.slot - 1] = h.personId;
    }
    return three;
  };
}

async function loadCaseSupervisors(
  db: Queryable,
  rows: readonly Row[],
  context: CaseContext,
): Promise<void> {
  const slotsAt = slotFinder(context.holdings);
  const withSlots = rows
    .filter((r) => r.chain.community !== null)
    .map((r) => ({ caseId: r.caseId, three: slotsAt(r.chain.community ?? 0, r.reportedMs) }));
  await bulkInsert(db, {
    table: "public.case_supervisors",
    rows: withSlots,
    columns: [
      { name: "case_id", type: "bigint", of: (r) => r.caseId },
      { name: "slot1", type: "bigint", of: (r) => r.three[0] },
      { name: "slot2", type: "bigint", of: (r) => r.three[1] },
      { name: "slot3", type: "bigint", of: (r) => r.three[2] },
    ],
  });
}

interface EventRow extends LifeEvent {
  readonly caseId: number;
  readonly eventId: number;
}

function eventRows(rows: readonly Row[], nowMs: number): EventRow[] {
  let eventId = 0;
  return rows.flatMap((r) => {
    const isFull = r.reportedMs > nowMs - FULL_HISTORY_DAYS * DAY_MS;
    const assigned: LifeEvent = {
      ms: r.reportedMs,
      kind: "assigned",
      role: "system",
      data: { method: r.assignment.method },
    };
    const [first, ...later] = r.life.events;
    const all = first ? [first, assigned, ...later] : later;
    return all
      .filter((event) => isFull || MILESTONES.has(event.kind))
      .map((event): EventRow => {
        eventId += 1;
        return { ...event, caseId: r.caseId, eventId };
      });
  });
}

async function loadEvents(
  db: Queryable,
  rows: readonly Row[],
  context: CaseContext,
): Promise<void> {
  const events = eventRows(rows, context.nowMs);
  await bulkInsert(db, {
    table: "public.case_events",
    rows: events,
    columns: [
      { name: "event_id", type: "bigint", of: (e) => e.eventId },
      { name: "case_id", type: "bigint", of: (e) => e.caseId },
      { name: "at", type: "timestamptz", of: (e) => iso(e.ms) },
      { name: "kind", type: "text", of: (e) => e.kind },
      { name: "actor_role", type: "text", of: (e) => e.role },
      { name: "data", type: "jsonb", of: (e) => JSON.stringify(e.data) },
    ],
  });
  await continueIdentity(db, "public.case_events", "event_id");
  await loadActors(db, events, rows, context);
}

/** Which person acted, for the recent cases: somebody of the role at the right centre, grid or unit. */
async function loadActors(
  db: Queryable,
  events: readonly EventRow[],
  rows: readonly Row[],
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
  rows: readonly Row[],
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

async function loadReporters(
  db: Queryable,
  rows: readonly Row[],
  context: CaseContext,
): Promise<void> {
  const random = randomFor(context.seed, "reporters");
  const since = context.nowMs - REPORTER_KEPT_DAYS * DAY_MS;
  const reporters = rows
    .filter(
      (r) => ["hotline", "wechat", "visit", "letter"].includes(r.source) && r.reportedMs > since,
    )
    .map((r) => ({
      caseId: r.caseId,
      name: personName(random),
      phone: phoneNumber(5000 + random.index(4999)),
      callback: random.chance(0.4),
    }));
  await bulkInsert(db, {
    table: "private.reporters",
    rows: reporters,
    columns: [
      { name: "case_id", type: "bigint", of: (r) => r.caseId },
      { name: "name", type: "text", of: (r) => r.name },
      { name: "phone", type: "text", of: (r) => r.phone },
      { name: "wants_callback", type: "boolean", of: (r) => r.callback },
    ],
  });
}

export async function loadCases(
  db: Queryable,
  plans: readonly PlannedCase[],
  context: CaseContext,
): Promise<void> {
  const rows = plans.map((plan): Row => {
    const chain = chainOf(plan, context.city);
    return { ...plan, chain, intake: intake(plan, chain, context) };
  });
  await bulkInsert(db, { table: "public.cases", rows, columns: caseColumns(context) });
  await continueIdentity(db, "public.cases", "case_id");
  await db.query("select setval('public.case_number_seq', $1::bigint)", [rows.length]);
  await loadCandidates(db, rows, context.city);
  await loadCaseSupervisors(db, rows, context);
  await loadEvents(db, rows, context);
  await loadReporters(db, rows, context);
}
