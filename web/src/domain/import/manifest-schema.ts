import { z } from "../zod.ts";
import { fieldRuleSchema } from "./field-rule.ts";

export const gridLevelKeys = ["city", "district", "street", "community", "unit"] as const;
export type GridLevelKey = (typeof gridLevelKeys)[number];

/** 1 city … 5 unit grid. */
export function levelNumber(key: GridLevelKey): number {
  return gridLevelKeys.indexOf(key) + 1;
}

const longitude = z.number().min(-180).max(180);
const latitude = z.number().min(-90).max(90);
const crsSchema = z
  .string()
  .regex(/^(WGS84|CGCS2000|GCJ02|BD09|EPSG:\d{4,6})$/, "WGS84, CGCS2000, GCJ02, BD09 or EPSG:nnnn");

const citySchema = z.strictObject({
  code: z.string().regex(/^\d{4}$/, "four digits"),
  name: z.string().min(1).max(80),
  name_en: z.string().max(80).optional(),
  timezone: z.string().refine(isTimeZone, "an IANA time zone such as Asia/Shanghai"),
  bbox: z
    .tuple([longitude, latitude, longitude, latitude])
    .refine(
      ([west, south, east, north]) => west < east && south < north,
      "west, south, east, north",
    ),
});

const gridFileSchema = z.strictObject({
  level: z.enum(["district", "street", "community", "unit"]),
  file: z.string().min(1),
  crs: crsSchema.default("WGS84"),
  source_code: fieldRuleSchema,
  name: fieldRuleSchema.optional(),
  name_en: fieldRuleSchema.optional(),
  parent: fieldRuleSchema.optional(),
});

const caseFileSchema = z.strictObject({
  file: z.string().min(1),
  encoding: z.enum(["utf8", "utf-8", "gb18030", "gbk", "gb2312"]).default("utf8"),
  source: z.string().min(1).max(60).default("import"),
  lng: fieldRuleSchema,
  lat: fieldRuleSchema,
  crs: crsSchema.default("WGS84"),
  accuracy_m: fieldRuleSchema.optional(),
  id: fieldRuleSchema,
  reported_at: fieldRuleSchema,
  due_at: fieldRuleSchema.optional(),
  closed_at: fieldRuleSchema.optional(),
  class: fieldRuleSchema,
  unit: fieldRuleSchema.optional(),
  description: fieldRuleSchema.optional(),
  address: fieldRuleSchema.optional(),
  expect: z
    .partialRecord(z.enum(["district", "street", "community", "unit"]), fieldRuleSchema)
    .optional(),
});

const supervisorsSchema = z.strictObject({
  placeholders: z.boolean().default(false),
  file: z.string().min(1).optional(),
  encoding: z.enum(["utf8", "utf-8", "gb18030", "gbk", "gb2312"]).default("utf8"),
  grid: fieldRuleSchema.default("grid"),
  slot: fieldRuleSchema.default("slot"),
  name: fieldRuleSchema.default("name"),
  phone: fieldRuleSchema.default("phone"),
});

export const baseLayerNames = ["land", "water", "parks", "roads", "places"] as const;

export const manifestSchema = z.strictObject({
  city: citySchema,
  grids: z.array(gridFileSchema).default([]),
  supervisors: supervisorsSchema.optional(),
  cases: z.array(caseFileSchema).default([]),
  layers: z.partialRecord(z.enum(baseLayerNames), z.string().min(1)).optional(),
});

export type Manifest = z.infer<typeof manifestSchema>;
export type GridFile = Manifest["grids"][number];
export type CaseFile = Manifest["cases"][number];

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
