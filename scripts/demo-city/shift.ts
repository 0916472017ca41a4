/**
 * A demo folder that was made some weeks ago: everything generated is moved by whole weeks, so that Mondays
 * stay Mondays and the newest case is never older than a week. What people did since then keeps its time.
 */
import type { Database, Queryable } from "../../supabase/embedded/database.ts";
import { setIndexesAside } from "./index-shelf.ts";
import { withoutTriggers } from "./without-triggers.ts";

const WEEK_MS = 7 * 86_400_000;

export interface DemoShift {
  /** 0 when the folder is fresh enough. */
  readonly weeks: number;
}

/** Times of a case that had come when it was generated; a deadline moves with its case. */
const SHIFT_CASES = `
  update public.cases as c set
    reported_at = c.reported_at + s.by,
    created_at = c.created_at + s.by,
    filed_at = case when c.filed_at <= s.anchor then c.filed_at + s.by else c.filed_at end,
    dispatched_at = case when c.dispatched_at <= s.anchor then c.dispatched_at + s.by else c.dispatched_at end,
    feedback_at = case when c.feedback_at <= s.anchor then c.feedback_at + s.by else c.feedback_at end,
    closed_at = case when c.closed_at <= s.anchor then c.closed_at + s.by else c.closed_at end,
    deadline_at = c.deadline_at + s.by,
    first_deadline_at = c.first_deadline_at + s.by,
    suspended_until = c.suspended_until + s.by,
    case_no = to_char((c.reported_at + s.by) at time zone s.timezone, 'YYYYMMDD') || substr(c.case_no, 9),
    changed_xid = pg_current_xact_id()
  from shift as s
  where c.reported_at <= s.anchor`;

const SHIFT_EVENTS = `
  update public.case_events as e set
    at = e.at + s.by,
    data = case
      when e.data ? 'deadline_at' then e.data || jsonb_build_object('deadline_at', (e.data ->> 'deadline_at')::timestamptz + s.by)
      when e.data ? 'until' then e.data || jsonb_build_object('until', (e.data ->> 'until')::timestamptz + s.by)
      else e.data end
  from shift as s
  where e.at <= s.anchor`;

/**
 * Hand-overs of slots: each bound that had come moves, those people set since then stay. The later holder makes
 * room first, or the two would overlap for a moment.
 */
const SHIFT_SLOTS = [true, false].map(
  (isLater) => `
  update public.supervisor_slots as t
  set valid = tstzrange(
    case when lower(t.valid) <= s.anchor then lower(t.valid) + s.by else lower(t.valid) end,
    case when upper(t.valid) <= s.anchor then upper(t.valid) + s.by else upper(t.valid) end, '[)')
  from shift as s
  where isfinite(lower(t.valid)) = ${isLater} and (isfinite(lower(t.valid)) or upper(t.valid) <= s.anchor)`,
);

/** Leave that had begun moves as a whole. */
const shiftLeave = (table: string): string => `
  update ${table} as t set valid = tstzrange(lower(t.valid) + s.by, upper(t.valid) + s.by, '[)')
  from shift as s where lower(t.valid) <= s.anchor`;

async function move(db: Queryable, weeks: number): Promise<void> {
  await db.query(
    `create temporary table shift on commit drop as
     select c.demo_anchor_at as anchor, $1::integer * interval '7 days' as by, c.timezone from public.city as c`,
    [weeks],
  );
  await db.exec(SHIFT_CASES);
  await db.exec(SHIFT_EVENTS);
  for (const statement of SHIFT_SLOTS) await db.exec(statement);
  await db.exec(shiftLeave("public.supervisor_substitutes"));
  await db.exec(shiftLeave("public.absences"));
  await db.exec(
    "update public.city as c set demo_anchor_at = c.demo_anchor_at + s.by from shift as s",
  );
}

/** Moves an older demo folder to the present; says by how many weeks. A real city is never touched. */
export async function shiftDemoCity(
  db: Database,
  { now }: { readonly now: Date },
): Promise<DemoShift> {
  const { rows } = await db.query<{ age: number }>(
    `select extract(epoch from $1::text::timestamptz - demo_anchor_at)::float8 * 1000 as age
     from public.city where is_demo and demo_anchor_at is not null`,
    [now.toISOString()],
  );
  const weeks = Math.floor((rows[0]?.age ?? 0) / WEEK_MS);
  if (weeks < 1) return { weeks: 0 };
  await db.transaction(async (tx) => {
    const restore = await setIndexesAside(tx, ["cases", "case_events"]);
    await withoutTriggers(tx, () => move(tx, weeks));
    await restore();
  });
  return { weeks };
}
