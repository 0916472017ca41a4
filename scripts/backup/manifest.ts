import { z } from "../../web/src/domain/zod.ts";

export const FORMAT_VERSION = 1;
export const HEADER_NAME = "wangge-backup.json";
export const MANIFEST_NAME = "manifest.json";

export const REASONS = ["manual", "hourly", "before-migration", "before-restore"] as const;
export type Reason = (typeof REASONS)[number];

const columnSchema = z.object({ name: z.string(), type: z.string() });

const tableSchema = z.object({
  schema: z.string(),
  name: z.string(),
  columns: z.array(columnSchema),
  rows: z.number().int(),
});
export type TableDescription = z.infer<typeof tableSchema>;

const sequenceSchema = z.object({
  schema: z.string(),
  name: z.string(),
  /** As text: a bigint. */
  lastValue: z.string(),
  isCalled: z.boolean(),
});
export type SequenceState = z.infer<typeof sequenceSchema>;

/** First member of the file: what it is, readable without reading all of it. */
export const headerSchema = z.object({
  format: z.literal("wangge-backup"),
  formatVersion: z.number().int(),
  createdAt: z.string(),
  reason: z.enum(REASONS),
  database: z.enum(["embedded", "native"]),
  city: z.object({ code: z.string(), name: z.string() }).nullable(),
  migrations: z.array(z.object({ version: z.string(), sha256: z.string().nullable() })),
  /** Of the reference data, so that it is not written again over what the city changed. */
  seedSha256: z.string().nullable(),
});
export type BackupHeader = z.infer<typeof headerSchema>;

/** Last member: everything before it, with checksums. A file without it was cut off. */
export const manifestSchema = z.object({
  tables: z.array(tableSchema),
  sequences: z.array(sequenceSchema),
  members: z.array(z.object({ name: z.string(), bytes: z.number().int(), sha256: z.string() })),
  /** Photos named by the database whose file could not be read; empty in a good backup. */
  missingFiles: z.array(z.string()),
});
export type BackupManifest = z.infer<typeof manifestSchema>;

/** Folder of a table's rows inside the file: one JSON array of texts a row. */
export function tableFolder(table: { schema: string; name: string }): string {
  return `tables/${table.schema}.${table.name}/`;
}

export const FILES_FOLDER = "storage/";
