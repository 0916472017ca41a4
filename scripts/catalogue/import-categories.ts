/**
 * Turns the researched list of classes (categories.json) into data/catalogue/case-classes.json:
 * `tsx scripts/catalogue/import-categories.ts PATH`. Run once; the result is committed and edited from then on.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { z } from "../../web/src/domain/zod.ts";
import { initialsOf } from "../demo-city/names/romanize.ts";
import type { CaseClass } from "./case-class.ts";

const category = z.object({
  id: z.string(),
  code: z.string(),
  name_zh: z.string(),
  name_en: z.string(),
  kind: z.enum(["event", "component"]),
  major_code: z.string(),
  major_zh: z.string(),
  major_en: z.string(),
  standard: z.string(),
  status: z.enum(["current", "retired_2026"]),
  component_code: z.string().optional(),
  legacy_code: z.string().optional(),
  time_limits: z.record(
    z.string(),
    z.object({ value: z.number(), unit: z.string(), text: z.string() }),
  ),
  source: z.string(),
  confidence: z.number(),
  limits_source: z.string(),
  limits_confidence: z.number().optional(),
  filing_condition: z.string().optional(),
  filing_condition_en: z.string().optional(),
  closing_condition: z.string().optional(),
});
type Category = z.infer<typeof category>;

const OUTPUT = fileURLToPath(new URL("../../data/catalogue/case-classes.json", import.meta.url));
const LOCAL_MAJOR = { code: "99", zh: "突发事件（本地扩展）", en: "Emergencies (local extension)" };
/** Fallen line: dangerous at once, as the emergencies are. */
const URGENT_CURRENT = new Set(["10002"]);

function idOf(kind: "matter" | "component", code: string): string {
  return `GB47678.5:${kind}:${code}`;
}

/** Local extensions are numbered backwards from 999, so that they never meet a national number. */
function identity(
  row: Category,
): Pick<
  CaseClass,
  "class_id" | "code" | "standard" | "legacy_code" | "local_extension" | "active"
> {
  const kind = row.kind === "event" ? "matter" : "component";
  if (row.status === "current") {
    return {
      class_id: idOf(kind, row.code),
      code: row.code,
      standard: row.standard,
      legacy_code: row.legacy_code ?? null,
      local_extension: false,
      active: true,
    };
  }
  const isEmergency = row.kind === "event" && row.code.startsWith("05");
  if (!isEmergency) {
    return {
      class_id: `GB30428.2:${kind}:${row.code}`,
      code: row.code,
      standard: row.standard,
      legacy_code: row.code,
      local_extension: false,
      active: false,
    };
  }
  const code = `${LOCAL_MAJOR.code}${1000 - Number(row.code.slice(2))}`;
  return {
    class_id: `LOCAL:matter:${code}`,
    code,
    standard: "LOCAL",
    legacy_code: row.code,
    local_extension: true,
    active: true,
  };
}

function toCaseClass(row: Category): CaseClass {
  const who = identity(row);
  const major = who.local_extension
    ? LOCAL_MAJOR
    : { code: row.major_code, zh: row.major_zh, en: row.major_en };
  return {
    ...who,
    kind: row.kind === "event" ? "matter" : "component",
    component_class_id: row.component_code ? idOf("component", row.component_code) : null,
    major_code: major.code,
    major_zh: major.zh,
    major_en: major.en,
    name_zh: row.name_zh,
    name_en: row.name_en,
    initials: initialsOf(row.name_zh),
    filing_condition_zh: row.filing_condition ?? null,
    filing_condition_en: row.filing_condition_en ?? null,
    closing_condition_zh: row.closing_condition ?? null,
    urgent: who.local_extension || URGENT_CURRENT.has(row.code),
    limits: Object.entries(row.time_limits).map(([condition, { value, unit }]) => ({
      condition,
      value,
      unit,
    })),
    provenance: {
      id: row.id,
      standard: row.standard,
      status: row.status,
      source: row.source,
      confidence: row.confidence,
      limits_source: row.limits_source,
      ...(row.limits_confidence === undefined ? {} : { limits_confidence: row.limits_confidence }),
    },
  };
}

function main(path: string | undefined): void {
  if (!path) throw new Error("usage: import-categories.ts PATH/TO/categories.json");
  const rows = z.array(category).parse(JSON.parse(readFileSync(path, "utf8")));
  const classes = rows.map(toCaseClass).sort((a, b) => (a.class_id < b.class_id ? -1 : 1));
  writeFileSync(OUTPUT, `[\n${classes.map((row) => JSON.stringify(row)).join(",\n")}\n]\n`);
  console.log(`${classes.length} classes`);
}

main(process.argv[2]);
