/** Units, people, posts, slots with a little history, absences, leaders, deputies. */
import type { Queryable } from "../../supabase/embedded/database.ts";
import { bulkInsert, type Column } from "./bulk-insert.ts";
import type { DemoCity } from "./city-files.ts";
import type { Organisation } from "./organisation-file.ts";
import { randomFor } from "./random.ts";

const DAY_MS = 86_400_000;

export interface SlotHolding {
  readonly gridId: number;
  readonly slot: number;
  readonly personId: number;
  /** Half open; null is endless. */
  readonly fromMs: number | null;
  readonly toMs: number | null;
}

export interface Absence {
  readonly personId: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly kind: "leave" | "sick" | "training";
}

interface Substitute extends Absence {
  readonly gridId: number;
  readonly slot: number;
  readonly substituteId: number;
}

/** What of the organisation depends on the moment of loading. */
export interface OrganisationInTime {
  readonly holdings: readonly SlotHolding[];
  readonly absences: readonly Absence[];
  readonly substitutes: readonly Substitute[];
}

/** People's ids are their place in the list, from 1. */
export const personId = (index: number): number => index + 1;

/** Hand-overs within the last year (R20), people away today and who stands in for them (R10). */
export function organisationInTime(
  city: DemoCity,
  nowMs: number,
  seed: number,
): OrganisationInTime {
  const random = randomFor(seed, "slots in time");
  const gridIdOf = (code: string): number => city.byCode.get(code)?.gridId ?? 0;
  const holdings: SlotHolding[] = [];
  const absences = new Map<number, Absence>();
  const substitutes: Substitute[] = [];
  const { slots } = city.organisation;
  slots.forEach(([code, slot, index], row) => {
    const holder = { gridId: gridIdOf(code), slot, personId: personId(index) };
    const other = slots[(row + 7) % slots.length];
    const previous = other && other[0] !== code ? personId(other[2]) : null;
    const mates = slots.filter(([c]) => c === code).map(([, , p]) => personId(p));
    if (previous !== null && !mates.includes(previous) && random.chance(0.03)) {
      const changeMs = nowMs - Math.floor(random.between(20, 300)) * DAY_MS;
      holdings.push(
        { ...holder, personId: previous, fromMs: null, toMs: changeMs },
        { ...holder, fromMs: changeMs, toMs: null },
      );
    } else holdings.push({ ...holder, fromMs: null, toMs: null });
    if (random.chance(0.035)) {
      const fromMs = nowMs - Math.floor(random.between(0, 4)) * DAY_MS - 10 * 3_600_000;
      const kind = random.pick(["leave", "leave", "sick", "training"] as const);
      const absence = {
        personId: holder.personId,
        fromMs,
        toMs: fromMs + (3 + random.index(8)) * DAY_MS,
        kind,
      };
      if (absences.has(holder.personId)) return;
      absences.set(holder.personId, absence);
      // One in six has nobody standing in: the screen has to show that too.
      if (previous !== null && !mates.includes(previous) && random.chance(0.83)) {
        substitutes.push({ ...absence, gridId: holder.gridId, slot, substituteId: previous });
      }
    }
  });
  return { holdings, absences: [...absences.values()], substitutes };
}

export function rangeText(fromMs: number | null, toMs: number | null): string {
  const at = (ms: number | null, open: string): string =>
    ms === null ? open : new Date(ms).toISOString();
  return `[${at(fromMs, "-infinity")},${at(toMs, "")})`;
}

async function loadUnits(db: Queryable, city: DemoCity): Promise<Map<string, number>> {
  const { units } = city.organisation;
  const ids = new Map(units.map((unit, index) => [unit.code, index + 1]));
  await bulkInsert(db, {
    table: "public.units",
    rows: units,
    columns: [
      { name: "unit_id", type: "bigint", of: (u) => ids.get(u.code) ?? null },
      {
        name: "parent_unit_id",
        type: "bigint",
        of: (u) => (u.parent === null ? null : (ids.get(u.parent) ?? null)),
      },
      { name: "kind", type: "text", of: (u) => u.kind },
      { name: "code", type: "text", of: (u) => u.code },
      { name: "name", type: "text", of: (u) => u.name },
      { name: "name_en", type: "text", of: (u) => u.nameEn },
      { name: "initials", type: "text", of: (u) => u.initials },
      {
        name: "area_grid_id",
        type: "bigint",
        of: (u) => (u.area === null ? null : (city.byCode.get(u.area)?.gridId ?? null)),
      },
      { name: "phone", type: "text", of: (u) => u.phone },
    ],
  });
  return ids;
}

async function loadPeople(
  db: Queryable,
  city: DemoCity,
  units: ReadonlyMap<string, number>,
): Promise<void> {
  const rows = city.organisation.people.map((person, index) => ({
    ...person,
    id: personId(index),
  }));
  await bulkInsert(db, {
    table: "public.people",
    rows,
    columns: [
      { name: "person_id", type: "bigint", of: (p) => p.id },
      { name: "name", type: "text", of: (p) => p.name },
      { name: "name_en", type: "text", of: (p) => p.nameEn },
      { name: "initials", type: "text", of: (p) => p.initials },
      { name: "phone", type: "text", of: (p) => p.phone },
      { name: "source_type", type: "text", of: (p) => p.sourceType },
      {
        name: "home_unit_id",
        type: "bigint",
        of: (p) => (p.unit === null ? null : (units.get(p.unit) ?? null)),
      },
      { name: "home_grid_id", type: "bigint", of: (p) => city.byCode.get(p.grid)?.gridId ?? null },
    ],
  });
}

async function loadPosts(
  db: Queryable,
  city: DemoCity,
  units: ReadonlyMap<string, number>,
): Promise<void> {
  const gridId = (code: string | null): number | null =>
    code === null ? null : (city.byCode.get(code)?.gridId ?? null);
  const unitId = (code: string | null): number | null =>
    code === null ? null : (units.get(code) ?? null);
  const { memberships, leaders } = city.organisation;
  await bulkInsert(db, {
    table: "public.memberships",
    rows: memberships,
    columns: [
      { name: "person_id", type: "bigint", of: ([person]) => personId(person) },
      { name: "role", type: "text", of: ([, role]) => role },
      { name: "grid_id", type: "bigint", of: ([, , grid]) => gridId(grid) },
      { name: "unit_id", type: "bigint", of: ([, , , unit]) => unitId(unit) },
      { name: "valid", type: "tstzrange", of: () => rangeText(null, null) },
      { name: "reason", type: "text", of: () => "演示城市" },
    ],
  });
  await bulkInsert(db, {
    table: "public.grid_leaders",
    rows: leaders,
    columns: [
      { name: "grid_id", type: "bigint", of: ([grid]) => gridId(grid) },
      { name: "post", type: "text", of: ([, post]) => post },
      { name: "subject", type: "text", of: ([, , subject]) => subject },
      { name: "person_id", type: "bigint", of: ([, , , person]) => personId(person) },
      { name: "unit_id", type: "bigint", of: ([, , , , unit]) => unitId(unit) },
    ],
  });
}

async function loadSupervisors(db: Queryable, inTime: OrganisationInTime): Promise<void> {
  await bulkInsert(db, {
    table: "public.supervisor_slots",
    rows: inTime.holdings,
    columns: [
      { name: "grid_id", type: "bigint", of: (h) => h.gridId },
      { name: "slot", type: "smallint", of: (h) => h.slot },
      { name: "person_id", type: "bigint", of: (h) => h.personId },
      { name: "valid", type: "tstzrange", of: (h) => rangeText(h.fromMs, h.toMs) },
    ],
  });
  const absenceColumns: Column<Absence>[] = [
    { name: "person_id", type: "bigint", of: (a) => a.personId },
    { name: "valid", type: "tstzrange", of: (a) => rangeText(a.fromMs, a.toMs) },
    { name: "kind", type: "text", of: (a) => a.kind },
  ];
  await bulkInsert(db, {
    table: "public.absences",
    rows: inTime.absences,
    columns: absenceColumns,
  });
  await bulkInsert(db, {
    table: "public.supervisor_substitutes",
    rows: inTime.substitutes,
    columns: [
      { name: "grid_id", type: "bigint", of: (s) => s.gridId },
      { name: "slot", type: "smallint", of: (s) => s.slot },
      { name: "person_id", type: "bigint", of: (s) => s.substituteId },
      { name: "valid", type: "tstzrange", of: (s) => rangeText(s.fromMs, s.toMs) },
      { name: "reason", type: "text", of: (s) => (s.kind === "training" ? "training" : "leave") },
    ],
  });
}

async function loadDeputies(db: Queryable, organisation: Organisation): Promise<void> {
  await bulkInsert(db, {
    table: "public.deputies",
    rows: organisation.deputies,
    columns: [
      { name: "person_id", type: "bigint", of: ([person]) => personId(person) },
      { name: "deputy_id", type: "bigint", of: ([, deputy]) => personId(deputy) },
      { name: "rank", type: "text", of: ([, , rank]) => rank },
      { name: "valid", type: "tstzrange", of: () => rangeText(null, null) },
      { name: "reason", type: "text", of: () => "AB 岗" },
    ],
  });
}

/** Returns the ids of units by code. */
export async function loadOrganisation(
  db: Queryable,
  city: DemoCity,
  inTime: OrganisationInTime,
): Promise<Map<string, number>> {
  const units = await loadUnits(db, city);
  await loadPeople(db, city, units);
  await loadPosts(db, city, units);
  await loadSupervisors(db, inTime);
  await loadDeputies(db, city.organisation);
  return units;
}
