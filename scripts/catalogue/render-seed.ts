/**
 * Renders supabase/seed.sql: reference data only, from data/catalogue, data/calendars and data/reference.
 * `tsx scripts/catalogue/render-seed.ts` writes it; a test holds it fresh.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { z } from "../../web/src/domain/zod.ts";
import { type CaseClass, caseClassSchema } from "./case-class.ts";

const root = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
export const SEED_PATH = root("supabase/seed.sql");

const calendarSchema = z.object({
  source: z.string(),
  years: z.array(z.object({ year: z.number(), published: z.boolean() })),
  days: z.array(z.object({ day: z.string(), workday: z.boolean(), name: z.string() })),
});

/** Any further table: `{ "table": "public.x", "conflict": ["key"], "rows": [{…}] }`. */
const referenceSchema = z.object({
  table: z.string().regex(/^public\.[a-z_]+$/),
  conflict: z.array(z.string().regex(/^[a-z_]+$/)),
  rows: z.array(z.record(z.string().regex(/^[a-z_]+$/), z.unknown())),
});

export function sqlLiteral(value: unknown): string {
  if (value === null || value === undefined) return "null";
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return `'${text.replaceAll("'", "''")}'`;
}

interface Insert {
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
  readonly conflict: readonly string[];
}

function insertStatement({ table, columns, rows, conflict }: Insert): string {
  if (rows.length === 0) return "";
  const values = rows.map((row) => `  (${row.map(sqlLiteral).join(", ")})`).join(",\n");
  const updates = columns.filter((c) => !conflict.includes(c)).map((c) => `${c} = excluded.${c}`);
  const action = updates.length > 0 ? `do update set ${updates.join(", ")}` : "do nothing";
  return `insert into ${table} (${columns.join(", ")}) values\n${values}\non conflict (${conflict.join(", ")}) ${action};\n`;
}

const CLASS_COLUMNS = [
  "class_id",
  "kind",
  "code",
  "standard",
  "legacy_code",
  "component_class_id",
  "major_code",
  "major_zh",
  "major_en",
  "name_zh",
  "name_en",
  "initials",
  "filing_condition_zh",
  "filing_condition_en",
  "closing_condition_zh",
  "local_extension",
  "urgent",
  "active",
  "provenance",
] as const satisfies readonly (keyof CaseClass)[];

export function readCaseClasses(): CaseClass[] {
  return z
    .array(caseClassSchema)
    .parse(JSON.parse(readFileSync(root("data/catalogue/case-classes.json"), "utf8")));
}

function catalogueSql(): string {
  // Components first: matters point at them.
  const classes = readCaseClasses().sort(
    (a, b) => Number(a.kind === "matter") - Number(b.kind === "matter"),
  );
  const limits = classes.flatMap((row) =>
    row.limits.map((l) => [row.class_id, l.condition, l.value, l.unit]),
  );
  const limitRows = limits.map((row) => `  (${row.map(sqlLiteral).join(", ")})`).join(",\n");
  return [
    "-- Case classes (GB/T 47678.5-2026) with local extensions; limits are one city's published ones, to be overridden.",
    insertStatement({
      table: "public.case_classes",
      columns: CLASS_COLUMNS,
      rows: classes.map((row) => CLASS_COLUMNS.map((c) => row[c])),
      conflict: ["class_id"],
    }),
    "-- Limits are the city's to change: only classes that have none yet get the default.",
    `insert into public.class_limits (class_id, condition, value, unit)\nselect d.class_id, d.condition, d.value, d.unit from (values\n${limitRows}\n) as d (class_id, condition, value, unit)\nwhere not exists (select 1 from public.class_limits as l where l.class_id = d.class_id);\n`,
  ].join("\n");
}

function calendarSql(): string {
  const path = root("data/calendars/state-council.json");
  if (!existsSync(path)) return "";
  const calendar = calendarSchema.parse(JSON.parse(readFileSync(path, "utf8")));
  return [
    "-- Working days as the State Council published them.",
    insertStatement({
      table: "public.calendar_years",
      columns: ["year", "published", "source"],
      rows: calendar.years.map((y) => [y.year, y.published, calendar.source]),
      conflict: ["year"],
    }),
    insertStatement({
      table: "public.calendar_days",
      columns: ["day", "valid_from", "workday", "name"],
      rows: calendar.days.map((d) => [d.day, "-infinity", d.workday, d.name]),
      conflict: ["day", "valid_from"],
    }),
  ].join("\n");
}

function referenceSql(): string[] {
  const folder = root("data/reference");
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .sort()
    .map((name) => {
      const { table, conflict, rows } = referenceSchema.parse(
        JSON.parse(readFileSync(`${folder}/${name}`, "utf8")),
      );
      const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
      return insertStatement({
        table,
        columns,
        rows: rows.map((row) => columns.map((c) => row[c])),
        conflict,
      });
    });
}

export function renderSeed(): string {
  return [
    "-- Generated by scripts/catalogue/render-seed.ts from data/; do not edit. Reference data only; may be run again.",
    catalogueSql(),
    calendarSql(),
    ...referenceSql(),
  ].join("\n");
}

if (process.argv[1] && fileURLToPath(import.meta.url) === process.argv[1]) {
  writeFileSync(SEED_PATH, renderSeed());
  console.log(`wrote ${SEED_PATH}`);
}
