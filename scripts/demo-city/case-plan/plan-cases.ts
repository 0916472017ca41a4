/** Some sixty thousand cases of the last four hundred days, up to the moment of loading. */

import { type Assignment, assignPoint } from "../../../web/src/domain/assignment/assign-point.ts";
import {
  buildReferenceIndex,
  type ReferenceIndex,
} from "../../../web/src/domain/assignment/reference-index.ts";
import type { WorkCalendar } from "../../../web/src/domain/clocks/work-calendar.ts";
import type { LikelyMixup } from "../../../web/src/domain/geo/crs-mixup.ts";
import { locate } from "../../../web/src/domain/grids/ring-access.ts";
import type { CaseClass } from "../../catalogue/case-class.ts";
import type { DemoCity, DemoGrid } from "../city-files.ts";
import { departmentKey, hasBranches } from "../departments.ts";
import { DEMO_KX } from "../load-grids.ts";
import { type Random, randomFor } from "../random.ts";
import { buildClassMix, type MixedClass } from "./class-mix.ts";
import { liveCase } from "./life.ts";
import { isLimitUnit } from "./limit-unit.ts";
import { type MixedUp, mixUp } from "./mixed-up.ts";
import { coastalUnits, drawOffCoast, outside } from "./off-coast.ts";
import { buildPlacer, type Place } from "./placing.ts";
import { type RawReport, rawPosition } from "./raw-position.ts";
import { DAY_MS, type DayPlan, momentOf, planDays } from "./rhythm.ts";
import { type Life, UNASSIGNED_KEPT_DAYS } from "./timeline.ts";
import { addressOf, descriptionOf, roadsByUnit } from "./wording.ts";

const EMPTY = new Int32Array();
/** Works that may have to wait for weather, money or a digging permit. */
const ENGINEERING = /^(01|02|08)|^06(001|013|048|049|050|051|052)/;

export interface PlannedCase {
  readonly caseId: number;
  readonly source: string;
  readonly row: CaseClass;
  readonly reportedMs: number;
  readonly address: string;
  readonly description: string;
  readonly x: number;
  readonly y: number;
  readonly raw: RawReport;
  readonly crsSuspect: LikelyMixup | null;
  readonly assignment: Assignment;
  readonly unit: DemoGrid | null;
  /** Code of the unit that holds it, once dispatched. */
  readonly handler: string | null;
  readonly isPublic: boolean;
  readonly life: Life;
}

export interface CasePlanOptions {
  readonly city: DemoCity;
  readonly catalogue: readonly CaseClass[];
  readonly calendar: WorkCalendar;
  readonly nowMs: number;
  readonly seed: number;
  readonly total: number;
  readonly days: number;
}

const PUBLIC_SOURCES: readonly (readonly [string, number])[] = [
  ["hotline", 0.62],
  ["wechat", 0.2],
  ["transferred", 0.07],
  ["visit", 0.04],
  ["letter", 0.04],
  ["media", 0.03],
];
const CENTRE_SOURCES: readonly (readonly [string, number])[] = [
  ["supervisor", 0.978],
  ["video", 0.009],
  ["patrol", 0.01],
  ["sensor", 0.003],
];

function drawSource(table: readonly (readonly [string, number])[], random: Random): string {
  let left = random.next();
  for (const [source, share] of table) {
    left -= share;
    if (left < 0) return source;
  }
  return table[0]?.[0] ?? "supervisor";
}

class CasePlanner {
  private readonly o: CasePlanOptions;
  private readonly index: ReferenceIndex;
  private readonly random: Random;
  private readonly roads: Map<string, string[]>;
  private readonly mix;
  private readonly placer;
  private readonly coast: DemoGrid[];

  constructor(options: CasePlanOptions) {
    this.o = options;
    this.random = randomFor(options.seed, "cases");
    const { grids } = options.city;
    this.index = buildReferenceIndex(grids.filter((g) => g.level === 4));
    this.roads = roadsByUnit(options.city);
    this.mix = buildClassMix(options.catalogue);
    this.placer = buildPlacer(
      options.city,
      this.mix.classes.map((c) => c.row.code),
      options.seed,
    );
    this.coast = coastalUnits(options.city);
  }

  /** Reported before now, in order of time; ids follow. */
  plan(): PlannedCase[] {
    const { nowMs, days, total, calendar, seed } = this.o;
    const drafts = planDays({ nowMs, days, total, calendar, seed }).flatMap((day) =>
      this.momentsOf(day),
    );
    drafts.sort((a, b) => a.ms - b.ms);
    return drafts.map(({ ms, mixed }, i) => this.caseAt(i + 1, ms, mixed));
  }

  private momentsOf(day: DayPlan): { ms: number; mixed: MixedClass }[] {
    return Array.from({ length: day.count }, () => {
      const mixed = this.mix.draw(day.month, this.random);
      return { ms: momentOf(day, mixed.hours, this.random), mixed };
    }).filter(({ ms }) => ms < this.o.nowMs);
  }

  private caseAt(caseId: number, reportedMs: number, mixed: MixedClass): PlannedCase {
    const { random } = this;
    const { row } = mixed;
    const wantsPublic = random.chance(mixed.publicShare);
    const { place, isOff, mixed: mixedUp } = this.placeFor(row.code, reportedMs);
    const isPublic = wantsPublic || isOff;
    const source = drawSource(isPublic ? PUBLIC_SOURCES : CENTRE_SOURCES, random);
    const raw = mixedUp
      ? { x: mixedUp.raw[0], y: mixedUp.raw[1], crs: "WGS84" as const, accuracyMeters: 20 }
      : rawPosition(place, source, random);
    const assignment = assignPoint(
      this.index,
      { x: place.x, y: place.y, accuracyMeters: raw.accuracyMeters },
      DEMO_KX,
    );
    const unit = assignment.method === "inside" ? this.unitAt(place, assignment.gridId) : null;
    const grid =
      assignment.method === "unassigned" ? null : this.o.city.grids[assignment.gridId - 1];
    const life = this.lifeOf(
      row,
      reportedMs,
      source,
      isPublic,
      grid !== null && grid !== undefined,
    );
    return {
      caseId,
      source,
      row,
      reportedMs,
      isPublic,
      raw,
      crsSuspect: mixedUp?.suspect ?? null,
      assignment,
      unit,
      life,
      x: place.x,
      y: place.y,
      address: unit && grid ? addressOf(unit, grid, this.roads, random) : "近岸水域",
      description: descriptionOf(row.code, row.name_zh, random),
      handler: life.round > 0 && grid ? this.handlerOf(row, grid) : null,
    };
  }

  /** Seaward of one headland may be inside the next one. */
  private unitAt(place: Place, community: number): DemoGrid | null {
    const covers = (unit: DemoGrid): boolean =>
      unit.parentId === community && locate(place.x, place.y, unit.polygon[0]?.[0] ?? EMPTY) >= 0;
    if (covers(place.unit)) return place.unit;
    return this.o.city.grids.find((grid) => grid.level === 5 && covers(grid)) ?? null;
  }

  private placeFor(
    code: string,
    reportedMs: number,
  ): { place: Place; isOff: boolean; mixed?: MixedUp | undefined } {
    const { random } = this;
    // What no grid took is cleared within days: only the latest days have some left.
    const boost = reportedMs > this.o.nowMs - UNASSIGNED_KEPT_DAYS * DAY_MS ? 12 : 1;
    const off = drawOffCoast(random.next() / boost);
    if (!off) return { place: this.placer.place(code, random), isOff: false };
    const mixed =
      off.isFar && random.chance(0.5) ? mixUp(this.coast, this.index, random) : undefined;
    if (mixed) return { place: mixed, isOff: true, mixed };
    const unit = random.pick(this.coast);
    return { place: { unit, ...outside(unit, off.fromMetres, off.toMetres, random) }, isOff: true };
  }

  private lifeOf(
    row: CaseClass,
    reportedMs: number,
    source: string,
    isPublic: boolean,
    isAssigned: boolean,
  ): Life {
    const limit = row.limits[0];
    if (!limit || !isLimitUnit(limit.unit)) throw new Error(`class ${row.class_id} has no limit`);
    const { nowMs, calendar } = this.o;
    return liveCase({
      reportedMs,
      nowMs,
      calendar,
      isPublic,
      isAssigned,
      source,
      urgent: row.urgent,
      isEngineering: ENGINEERING.test(row.code),
      limit: { value: limit.value, unit: limit.unit },
      random: this.random,
    });
  }

  /** The owner first (R75); street order goes to the street's own squad where there is one (R5). */
  private handlerOf(row: CaseClass, community: DemoGrid): string {
    const key = departmentKey(row.name_zh, row.major_code);
    const district = community.code.slice(0, 6);
    if (key === "cg" && district === "990102") {
      return this.random.chance(0.04) ? `Q-${district}-M` : `Q-${community.code.slice(0, 9)}`;
    }
    return hasBranches(key) ? `D-${key}-${district}` : `D-${key}`;
  }
}

export function planCases(options: CasePlanOptions): PlannedCase[] {
  return new CasePlanner(options).plan();
}
