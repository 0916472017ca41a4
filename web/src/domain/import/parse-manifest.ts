import { type ImportIssue, ImportRefused } from "./import-issue.ts";
import { gridLevelKeys, type Manifest, manifestSchema } from "./manifest-schema.ts";

/** Sections of the manifest that the page describes for later: named as such, not as typing errors. */
const laterSections = [
  "units",
  "people",
  "leaders",
  "attributes",
  "zones",
  "classes",
  "departments",
];

/** Reads the manifest's text; every fault is listed with its path. */
export function parseManifest(text: string, file: string): Manifest {
  const raw = parseJson(text, file);
  const later = laterSections.filter((key) => isRecord(raw) && key in raw);
  if (later.length > 0) {
    throw new ImportRefused(
      later.map((path) => ({ code: "manifest_later", file, params: { path } })),
    );
  }
  const parsed = manifestSchema.safeParse(raw);
  if (!parsed.success) {
    throw new ImportRefused(
      parsed.error.issues.map((issue): ImportIssue => {
        const path = issue.path.length === 0 ? "/" : issue.path.map(String).join(".");
        return { code: "manifest_invalid", file, params: { path, reason: issue.message } };
      }),
    );
  }
  const ranks = parsed.data.grids.map((grid) => gridLevelKeys.indexOf(grid.level));
  if (ranks.some((rank, index) => index > 0 && rank <= (ranks[index - 1] ?? -1))) {
    throw new ImportRefused([{ code: "levels_out_of_order", file, params: {} }]);
  }
  return parsed.data;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text.replace(/^﻿/, ""));
  } catch (error) {
    throw new ImportRefused([
      { code: "json_broken", file, params: describeJsonError(error, text) },
    ]);
  }
}

/** Line and reason of a JSON error; V8 gives a position in most of its messages. */
export function describeJsonError(error: unknown, text: string): { line: number; reason: string } {
  const reason = error instanceof Error ? error.message : String(error);
  const position = /position (\d+)/.exec(reason)?.[1];
  const end = position === undefined ? text.length : Number(position);
  let line = 1;
  for (let at = text.indexOf("\n"); at !== -1 && at < end; at = text.indexOf("\n", at + 1))
    line += 1;
  return { line, reason: reason.slice(0, 120) };
}
