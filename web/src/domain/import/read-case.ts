import { snapLngLat } from "../lattice/lattice-point.ts";
import { compileFieldRule, type FieldRule, fieldOf } from "./field-rule.ts";
import type { ImportIssue, IssueCode } from "./import-issue.ts";
import { causeOutside, type DegreeBox } from "./locate-coordinate.ts";
import type { CaseFile, GridLevelKey } from "./manifest-schema.ts";
import { parseSourceTime } from "./source-time.ts";
import { type RawCrs, rawCrsOf, type ToWgs84 } from "./to-wgs84.ts";

export type ImportedCase = {
  /** Line of its file. */
  row: number;
  source: string;
  key: string;
  x: number;
  y: number;
  rawX: number;
  rawY: number;
  rawCrs: RawCrs;
  accuracyMetres: number | null;
  /** Instants, Unix ms. */
  reportedMs: number;
  dueMs: number | null;
  closedMs: number | null;
  className: string;
  unitName: string | null;
  description: string;
  address: string;
  expected: Partial<Record<GridLevelKey, string>>;
};

export type CaseContext = {
  timeZone: string;
  box: DegreeBox;
  /** Reports later than this lie in the future. */
  nowMs: number;
  toWgs84: ToWgs84;
};

export type ReadCase =
  | { ok: true; value: ImportedCase; warning?: ImportIssue }
  | { ok: false; issue: ImportIssue };

type Row = Readonly<Record<string, unknown>>;

/** Compiles a case file's rules once and reads row after row; a bad row is a value, not an exception. */
export function makeCaseReader(
  file: CaseFile,
  context: CaseContext,
): (record: Row, row: number) => ReadCase {
  const rawCrs = rawCrsOf(file.crs) ?? "WGS84";
  const take = {
    lng: compileFieldRule(file.lng),
    lat: compileFieldRule(file.lat),
    accuracy: optional(file.accuracy_m),
    id: compileFieldRule(file.id),
    reportedAt: compileFieldRule(file.reported_at),
    dueAt: optional(file.due_at),
    closedAt: optional(file.closed_at),
    className: compileFieldRule(file.class),
    unit: optional(file.unit),
    description: optional(file.description),
    address: optional(file.address),
  };
  const labels = Object.entries(file.expect ?? {}).map(
    ([level, rule]) => [level as GridLevelKey, compileFieldRule(rule)] as const,
  );

  return (record, row) => {
    const key = take.id(record);
    const refuse = (code: IssueCode, params: ImportIssue["params"] = {}): ReadCase => ({
      ok: false,
      issue: { code, file: file.file, row, ...(key === null ? {} : { id: key }), params },
    });
    if (key === null) return refuse("case_id_missing");
    const position = readPosition(take.lng(record), take.lat(record), context);
    if ("code" in position) return refuse(position.code, position.params);
    const className = take.className(record);
    if (className === null) return refuse("class_missing");

    const times = readTimes(
      { reported: take.reportedAt(record), due: take.dueAt(record), closed: take.closedAt(record) },
      file,
      context,
    );
    if ("code" in times) return refuse(times.code, times.params);

    const expected: ImportedCase["expected"] = {};
    for (const [level, label] of labels) {
      const value = label(record);
      if (value !== null) expected[level] = value;
    }
    const value: ImportedCase = {
      row,
      source: file.source,
      key,
      ...position,
      rawCrs,
      accuracyMetres: readAccuracy(take.accuracy(record)),
      ...times,
      className,
      unitName: take.unit(record),
      description: (take.description(record) ?? "").slice(0, 4000),
      address: (take.address(record) ?? "").replace(/\s+/g, " ").slice(0, 256),
      expected,
    };
    if (value.closedMs === null || value.closedMs >= value.reportedMs) return { ok: true, value };
    const params = {
      closed: take.closedAt(record) ?? "",
      reported: take.reportedAt(record) ?? "",
    };
    const warning = {
      code: "closed_before_reported",
      file: file.file,
      row,
      id: key,
      params,
    } as const;
    return { ok: true, value, warning };
  };
}

function optional(rule: FieldRule | undefined): (record: Row) => string | null {
  return rule === undefined ? () => null : compileFieldRule(rule);
}

type Refused = { code: IssueCode; params: Record<string, string | number> };
type Position = Pick<ImportedCase, "x" | "y" | "rawX" | "rawY">;

function readPosition(
  lngText: string | null,
  latText: string | null,
  context: CaseContext,
): Position | Refused {
  if (lngText === null || latText === null) return { code: "no_position", params: {} };
  const rawX = Number(lngText);
  const rawY = Number(latText);
  if (!Number.isFinite(rawX) || !Number.isFinite(rawY)) {
    return { code: "coordinate_not_number", params: { value: `${lngText}, ${latText}` } };
  }
  const [lng, lat] = context.toWgs84(rawX, rawY);
  const cause = causeOutside(context.box, lng, lat);
  if (cause) return cause;
  const point = snapLngLat([lng, lat]);
  if (!point) return { code: "coordinate_not_number", params: { value: `${lngText}, ${latText}` } };
  return { x: point[0], y: point[1], rawX, rawY };
}

type TimeTexts = Record<"reported" | "due" | "closed", string | null>;
type Times = Pick<ImportedCase, "reportedMs" | "dueMs" | "closedMs">;

function readTimes(texts: TimeTexts, file: CaseFile, context: CaseContext): Times | Refused {
  if (texts.reported === null) return { code: "time_missing", params: {} };
  const columns = { reported: file.reported_at, due: file.due_at, closed: file.closed_at };
  const read = { reported: null, due: null, closed: null } as Record<
    keyof TimeTexts,
    number | null
  >;
  for (const which of ["reported", "due", "closed"] as const) {
    const text = texts[which];
    if (text === null) continue;
    read[which] = parseSourceTime(text, context.timeZone);
    if (read[which] === null) {
      const column = fieldOf(columns[which] ?? "");
      return { code: "time_unreadable", params: { value: text, column } };
    }
  }
  const reportedMs = read.reported ?? Number.NaN;
  const latest = Math.max(reportedMs, read.closed ?? reportedMs);
  if (latest > context.nowMs) {
    return {
      code: "case_in_future",
      params: { value: (reportedMs > context.nowMs ? texts.reported : texts.closed) ?? "" },
    };
  }
  return { reportedMs, dueMs: read.due, closedMs: read.closed };
}

function readAccuracy(text: string | null): number | null {
  if (text === null) return null;
  const metres = Number(text);
  return Number.isFinite(metres) && metres >= 0 ? metres : null;
}
