/** The planned cases into the tables: indexes aside while they are filled, events drawn up in one go. */
import type { Queryable } from "../../supabase/embedded/database.ts";
import { bulkInsert, type Column } from "./bulk-insert.ts";
import type { PlannedCase } from "./case-plan/plan-cases.ts";
import { DAY_MS, ZONE_OFFSET_MS } from "./case-plan/rhythm.ts";
import type { DemoCity } from "./city-files.ts";
import { type CaseContext, type CaseRow, type Chain, loadEvents } from "./load-case-events.ts";
import { personName, phoneNumber } from "./names/person-names.ts";
import { randomFor } from "./random.ts";

const REPORTER_KEPT_DAYS = 180;

function caseNo(plan: PlannedCase): string {
  const day = new Date(plan.reportedMs + ZONE_OFFSET_MS)
    .toISOString()
    .slice(0, 10)
    .replaceAll("-", "");
  return `${day}-${String(plan.caseId).padStart(6, "0")}`;
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

type Row = CaseRow;

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
    {
      name: "crs_suspect",
      type: "jsonb",
      of: (r) => (r.crsSuspect === null ? null : JSON.stringify(r.crsSuspect)),
    },
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
    { name: "suspended_until", type: "instant", of: (r) => r.life.suspendedUntilMs },
    { name: "round", type: "smallint", of: (r) => r.life.round },
    { name: "misses", type: "smallint", of: (r) => r.life.misses },
    { name: "failed_checks", type: "smallint", of: (r) => r.life.failedChecks },
    { name: "deadline_at", type: "instant", of: (r) => r.life.deadlineMs },
    { name: "first_deadline_at", type: "instant", of: (r) => r.life.firstDeadlineMs },
    { name: "reported_at", type: "instant", of: (r) => r.reportedMs },
    { name: "filed_at", type: "instant", of: (r) => r.life.filedMs },
    { name: "dispatched_at", type: "instant", of: (r) => r.life.dispatchedMs },
    { name: "feedback_at", type: "instant", of: (r) => r.life.feedbackMs },
    { name: "closed_at", type: "instant", of: (r) => r.life.closedMs },
    { name: "created_at", type: "instant", of: (r) => r.reportedMs },
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
  await loadCandidates(db, rows, context.city);
  await loadEvents(db, rows, context);
  await loadReporters(db, rows, context);
}
