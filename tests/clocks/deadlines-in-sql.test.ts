import { afterAll, beforeAll, expect, test } from "vitest";
import calendarData from "../../data/calendars/state-council.json" with { type: "json" };
import type { Stack } from "../../supabase/embedded/stack.ts";
import { deadlineOf, extendDeadline } from "../../web/src/domain/clocks/deadline.ts";
import {
  extensionRows,
  naturalDayRows,
  pauseRows,
  urgentRows,
  workDayRows,
  workHourRows,
} from "../../web/src/domain/clocks/deadline-oracle.fixture.ts";
import { limitUnits } from "../../web/src/domain/clocks/limit.ts";
import { deadlineAfterPause } from "../../web/src/domain/clocks/pause.ts";
import { buildWorkCalendar } from "../../web/src/domain/clocks/work-calendar.ts";
import { randomOf } from "../cases/random-commands.ts";
import { openTestStack } from "../fixtures/test-stack.ts";

/** `PROVE_DEADLINES=100000` compares as many; the suite takes what a minute allows. */
const RANDOM_DEADLINES = Number(process.env.PROVE_DEADLINES ?? 1000);
const calendar = buildWorkCalendar({
  timeZone: "Asia/Shanghai",
  publishedYears: calendarData.years.filter((year) => year.published).map((year) => year.year),
  specialDays: calendarData.days,
  windows: [
    { startMinute: 510, endMinute: 720 },
    { startMinute: 840, endMinute: 1050 },
  ],
});
const instant = (local: string): string => `${local.replace(" ", "T")}:00+08:00`;
const local = (at: Date): string =>
  new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace("T", " ");

let stack: Stack;
beforeAll(async () => {
  stack = await openTestStack("embedded");
  await stack.db.exec(`insert into public.city (code, name, name_en, min_x, min_y, max_x, max_y, kx)
    values ('9900', '小城', 'Tiny', 0, 0, 1, 1, 60000)`);
});
afterAll(() => stack.close());

async function sqlDeadline(
  start: string,
  value: number,
  unit: string,
  extends_ = false,
): Promise<{ at: string; provisional: boolean }> {
  const { rows } = await stack.db.query<{ at: string; provisional: boolean }>(
    `select (extract(epoch from d.deadline_at) * 1000)::bigint::text as at,
       jsonb_array_length(d.derivation -> 'provisional_years') > 0 as provisional
     from private.deadline_of($1::timestamptz, $2::integer, $3::text, now(), $4::boolean) as d`,
    [start, value, unit, extends_],
  );
  const [row] = rows;
  if (!row) throw new Error("no deadline");
  return { at: local(new Date(Number(row.at))), provisional: row.provisional };
}

test("the calendar of the seed is the calendar of the screen", async () => {
  const { rows } = await stack.db.query<{ days: number; years: number }>(
    "select (select count(*)::integer from public.calendar_days) as days, (select count(*)::integer from public.calendar_years) as years",
  );
  expect(rows).toEqual([{ days: calendarData.days.length, years: calendarData.years.length }]);
});

test("SQL gives every deadline of the table worked by hand", async () => {
  for (const row of [...urgentRows, ...workHourRows, ...workDayRows, ...naturalDayRows]) {
    const answer = await sqlDeadline(instant(row.start), row.value, row.unit);
    expect({ ...answer, why: row.why }).toEqual({
      at: row.deadline,
      provisional: row.provisional === true,
      why: row.why,
    });
  }
});

test("SQL extends and pauses like the table worked by hand", async () => {
  for (const row of extensionRows) {
    const answer = await sqlDeadline(instant(row.deadline), row.value, row.unit, true);
    expect(answer.at).toBe(row.extended);
  }
  for (const row of pauseRows) {
    const { rows } = await stack.db.query<{ at: string }>(
      `select (extract(epoch from private.deadline_after_pause($1::text, $2::timestamptz, $3::timestamptz, $4::timestamptz, now())) * 1000)::bigint::text as at`,
      [row.unit, instant(row.deadline), instant(row.pausedAt), instant(row.resumedAt)],
    );
    expect(local(new Date(Number(rows[0]?.at)))).toBe(row.moved);
  }
});

test("TypeScript and SQL agree on random deadlines, extensions and pauses", async () => {
  const random = randomOf(20261123);
  const firstMs = Date.parse("2024-01-01T00:00:00Z");
  const cases = Array.from({ length: RANDOM_DEADLINES }, () => {
    const startMs = Math.floor(firstMs + random() * 3.2 * 365 * 86_400_000);
    const unit = limitUnits[Math.floor(random() * limitUnits.length)] ?? "work_day";
    const pausedMs = startMs + Math.floor(random() * 5 * 86_400_000);
    return {
      startMs,
      unit,
      value: 1 + Math.floor(random() * 12),
      pausedMs,
      resumedMs: pausedMs + Math.floor(random() * 20 * 86_400_000),
    };
  });
  const { rows } = await stack.db.query<{ deadline: string; extended: string; moved: string }>(
    `select (extract(epoch from d.deadline_at) * 1000)::bigint::text as deadline,
       (extract(epoch from e.deadline_at) * 1000)::bigint::text as extended,
       (extract(epoch from private.deadline_after_pause(k.unit, d.deadline_at, to_timestamp(k."pausedMs" / 1000), to_timestamp(k."resumedMs" / 1000), now())) * 1000)::bigint::text as moved
     from rows from (jsonb_to_recordset($1::jsonb) as ("startMs" numeric, unit text, value integer, "pausedMs" numeric, "resumedMs" numeric)) with ordinality as k("startMs", unit, value, "pausedMs", "resumedMs", i),
       private.deadline_of(to_timestamp(k."startMs" / 1000), k.value, k.unit, now()) as d,
       private.deadline_of(d.deadline_at, k.value, k.unit, now(), true) as e
     order by k.i`,
    [JSON.stringify(cases)],
  );
  const expected = cases.map(({ startMs, value, unit, pausedMs, resumedMs }) => {
    const { deadlineMs } = deadlineOf(startMs, { value, unit }, calendar);
    return {
      deadline: String(deadlineMs),
      extended: String(extendDeadline(deadlineMs, { value, unit }, calendar).deadlineMs),
      moved: String(
        deadlineAfterPause(
          { unit, deadlineMs, pausedAtMs: pausedMs, resumedAtMs: resumedMs },
          calendar,
        ),
      ),
    };
  });
  expect(rows).toEqual(expected);
});
