import { toIsoDay, toLocalMinutes } from "../../web/src/domain/clocks/zoned-time.ts";
import type { ImportedCase } from "../../web/src/domain/import/read-case.ts";
import type { ImportDatabase } from "./import-database.ts";

const columns = `n, case_id, case_no, source_system, source_key, class_id, description, address, x, y, raw_x, raw_y,
  raw_crs, accuracy_m, assign_method, border_distance_m, unit_grid, community, unit_id, reported_at, deadline_at,
  closed_at, candidates`;

export const stageSql = `
  insert into private.import_cases (import_id, ${columns})
  select $1, ${columns}
  from jsonb_to_recordset($2::jsonb) as r(n integer, case_id bigint, case_no text, source_system text, source_key text,
    class_id text, description text, address text, x bigint, y bigint, raw_x double precision,
    raw_y double precision, raw_crs text, accuracy_m double precision, assign_method text,
    border_distance_m double precision, unit_grid bigint, community bigint, unit_id bigint,
    reported_at timestamptz, deadline_at timestamptz, closed_at timestamptz, candidates jsonb)`;

export async function knownKeys(
  database: ImportDatabase,
  batch: readonly ImportedCase[],
): Promise<Set<string>> {
  const rows = await database.query<{ source_system: string; source_key: string }>(
    `select c.source_system, c.source_key from public.cases as c
     where c.source_system = any ($1::text[]) and c.source_key = any ($2::text[])`,
    [[...new Set(batch.map((each) => each.source))], batch.map((each) => each.key)],
  );
  return new Set(rows.map((row) => `${row.source_system}\n${row.source_key}`));
}

export function drawCaseNumbers(
  database: ImportDatabase,
  count: number,
): Promise<{ id: number; no: number }[]> {
  if (count === 0) return Promise.resolve([]);
  return database.query<{ id: number; no: number }>(
    `select nextval(pg_get_serial_sequence('public.cases', 'case_id')) as id, nextval('public.case_number_seq') as no
     from generate_series(1, $1::integer)`,
    [count],
  );
}

export function caseNumber(reportedMs: number, timeZone: string, no: number): string {
  const day = toIsoDay(Math.floor(toLocalMinutes(reportedMs, timeZone) / 1440));
  return `${day.replaceAll("-", "")}-${String(no).padStart(6, "0")}`;
}

export function toIso(instantMs: number | null): string | null {
  return instantMs === null ? null : new Date(instantMs).toISOString();
}
