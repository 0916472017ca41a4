import { z } from "../zod.ts";

/** How a value is taken from a feature's properties or a table's row. */
export const fieldRuleSchema = z.union([
  z.string().min(1),
  z
    .strictObject({
      property: z.string().min(1).optional(),
      column: z.string().min(1).optional(),
      match: z.string().min(1).refine(isPattern, "not a regular expression").optional(),
      pad: z.number().int().min(1).max(40).optional(),
      prefix: z.string().optional(),
    })
    .refine((rule) => (rule.property === undefined) !== (rule.column === undefined), {
      message: "name either a property or a column",
    }),
]);

export type FieldRule = z.infer<typeof fieldRuleSchema>;

function isPattern(text: string): boolean {
  try {
    new RegExp(text);
    return true;
  } catch {
    return false;
  }
}

export function fieldOf(rule: FieldRule): string {
  if (typeof rule === "string") return rule;
  return rule.property ?? rule.column ?? "";
}

/** Makes the rule once, so that a table of many rows compiles the pattern once. */
export function compileFieldRule(
  rule: FieldRule,
): (record: Readonly<Record<string, unknown>>) => string | null {
  const field = fieldOf(rule);
  if (typeof rule === "string") return (record) => textOf(record[field]);
  const pattern = rule.match === undefined ? null : new RegExp(rule.match);
  const { pad = 0, prefix = "" } = rule;
  return (record) => {
    const text = textOf(record[field]);
    if (text === null) return null;
    const value = pattern ? firstCapture(pattern.exec(text)) : text;
    return value === null ? null : prefix + value.padStart(pad, "0");
  };
}

function firstCapture(found: RegExpExecArray | null): string | null {
  if (!found) return null;
  return found[1] ?? found[0] ?? null;
}

function textOf(value: unknown): string | null {
  if (typeof value === "number" || typeof value === "bigint" || typeof value === "boolean") {
    return String(value);
  }
  if (typeof value !== "string") return null;
  const trimmed = value.trim();
  return trimmed === "" ? null : trimmed;
}
