/** The demo city into an empty database: everything in one transaction, row triggers off. */
import { readFileSync } from "node:fs";
import type { Database, Queryable } from "../../supabase/embedded/database.ts";
import {
  buildWorkCalendar,
  type SpecialDay,
  type WorkCalendar,
} from "../../web/src/domain/clocks/work-calendar.ts";
import { readCaseClasses } from "../catalogue/render-seed.ts";
import { planCases } from "./case-plan/plan-cases.ts";
import { readDemoCity } from "./city-files.ts";
import { DEMO_SEED } from "./generate.ts";
import { setIndexesAside } from "./index-shelf.ts";
import { loadAccounts } from "./load-accounts.ts";
import { loadCases } from "./load-cases.ts";
import { loadGrids } from "./load-grids.ts";
import { loadOrganisation, organisationInTime } from "./load-organisation.ts";
import { withoutTriggers } from "./without-triggers.ts";

export interface DemoLoadOptions {
  /** The cases end here. */
  readonly now: Date;
  readonly seed?: number;
  readonly cases?: number;
  readonly days?: number;
  readonly onProgress?: (step: {
    readonly zh: string;
    readonly en: string;
    readonly done: number;
  }) => void;
}

export interface DemoLoadReport {
  readonly grids: number;
  readonly people: number;
  readonly cases: number;
  readonly milliseconds: number;
}

const CASES = 60_000;
const DAYS = 400;

interface CalendarFile {
  readonly years: readonly { readonly year: number; readonly published: boolean }[];
  readonly days: readonly SpecialDay[];
}

/** The calendar and work windows of the seed, so that shown deadlines agree with the database's. */
export function demoCalendar(): WorkCalendar {
  const path = new URL("../../data/calendars/state-council.json", import.meta.url);
  const file = JSON.parse(readFileSync(path, "utf8")) as CalendarFile;
  return buildWorkCalendar({
    timeZone: "Asia/Shanghai",
    publishedYears: file.years.filter((y) => y.published).map((y) => y.year),
    specialDays: file.days,
    windows: [
      { startMinute: 510, endMinute: 720 },
      { startMinute: 840, endMinute: 1050 },
    ],
  });
}

async function fill(
  db: Queryable,
  options: DemoLoadOptions,
): Promise<Omit<DemoLoadReport, "milliseconds">> {
  const { now, seed = DEMO_SEED, onProgress } = options;
  const nowMs = now.getTime();
  const say = (zh: string, en: string, done: number): void => onProgress?.({ zh, en, done });
  say("读取演示城市", "reading the demo city", 0);
  const city = readDemoCity();
  say("写入网格与底图", "grids and base map", 0.08);
  await loadGrids(db, city, now);
  say("写入机构与人员", "organisations and people", 0.25);
  const inTime = organisationInTime(city, nowMs, seed);
  const unitIds = await loadOrganisation(db, city, inTime);
  await loadAccounts(db, city);
  say("推演案卷", "working out the cases", 0.35);
  const plans = planCases({
    city,
    nowMs,
    seed,
    catalogue: readCaseClasses(),
    calendar: demoCalendar(),
    total: options.cases ?? CASES,
    days: options.days ?? DAYS,
  });
  say("写入案卷", "writing the cases", 0.55);
  await loadCases(db, plans, { city, unitIds, holdings: inTime.holdings, nowMs, seed });
  return { grids: city.grids.length, people: city.organisation.people.length, cases: plans.length };
}

export async function loadDemoCity(
  db: Database,
  options: DemoLoadOptions,
): Promise<DemoLoadReport> {
  const started = performance.now();
  const counts = await db.transaction(async (tx) => {
    const restore = await setIndexesAside(tx, [
      "cases",
      "case_events",
      "case_candidates",
      "case_supervisors",
    ]);
    const filled = await withoutTriggers(tx, () => fill(tx, options));
    options.onProgress?.({ zh: "建立索引", en: "indexes", done: 0.9 });
    // Supervisors as of each report, the next ids, statistics: what row triggers would have done.
    await tx.exec("select private.finish_bulk_load()");
    await restore();
    return filled;
  });
  return { ...counts, milliseconds: Math.round(performance.now() - started) };
}
