import {
  type CaseSource,
  type CaseState,
  caseSourceSchema,
  caseStateSchema,
  type CaseFilter as ServerFilter,
} from "../schemas/case.ts";
import { z } from "../zod.ts";
import { type CaseClock, isOverdue } from "./overdue.ts";
import { isOpenState } from "./stages.ts";

export type CaseSort = "deadline" | "newest";

/** What the list and the map show, together. Empty = every open case in my area, oldest clock first. */
export interface CaseFilter {
  /** Open cases only, unless closed ones are asked for too. */
  withClosed: boolean;
  states: readonly CaseState[];
  sources: readonly CaseSource[];
  classId: string | null;
  classMajor: string | null;
  overdue: boolean;
  onAccount: boolean;
  urgent: boolean;
  unassigned: boolean;
  today: boolean;
  /** The list keeps to what the map shows. */
  inView: boolean;
  text: string;
  sort: CaseSort;
}

export const emptyFilter: CaseFilter = {
  withClosed: false,
  states: [],
  sources: [],
  classId: null,
  classMajor: null,
  overdue: false,
  onAccount: false,
  urgent: false,
  unassigned: false,
  today: false,
  inView: false,
  text: "",
  sort: "deadline",
};

const flags = {
  all: "withClosed",
  overdue: "overdue",
  account: "onAccount",
  urgent: "urgent",
  unassigned: "unassigned",
  today: "today",
  view: "inView",
} as const satisfies Record<string, keyof CaseFilter>;

/** The filter in the URL: a short record, absent when nothing is asked. */
export function formatFilter(filter: CaseFilter): Record<string, unknown> | undefined {
  const record: Record<string, unknown> = {};
  for (const [word, key] of Object.entries(flags)) if (filter[key]) record[word] = true;
  if (filter.states.length > 0) record.state = filter.states;
  if (filter.sources.length > 0) record.source = filter.sources;
  if (filter.classId !== null) record.class = filter.classId;
  if (filter.classMajor !== null) record.major = filter.classMajor;
  if (filter.text.trim() !== "") record.q = filter.text.trim();
  if (filter.sort !== "deadline") record.sort = filter.sort;
  return Object.keys(record).length === 0 ? undefined : record;
}

const optionalText = z.string().max(200).nullable().catch(null).default(null);
const flag = z.literal(true).optional().catch(undefined);

const recordSchema = z.object({
  ...(Object.fromEntries(Object.keys(flags).map((word) => [word, flag])) as Record<
    keyof typeof flags,
    typeof flag
  >),
  state: z.array(caseStateSchema).catch([]).default([]),
  source: z.array(caseSourceSchema).catch([]).default([]),
  class: optionalText,
  major: optionalText,
  q: z.string().max(100).catch("").default(""),
  sort: z.enum(["deadline", "newest"]).catch("deadline").default("deadline"),
});

/** Reads what `formatFilter` wrote; what cannot be read is left out, never an error. */
export function parseFilter(record: Record<string, unknown> | undefined): CaseFilter {
  const read = recordSchema.parse(record ?? {});
  return {
    withClosed: read.all === true,
    states: read.state,
    sources: read.source,
    classId: read.class,
    classMajor: read.major,
    overdue: read.overdue === true,
    onAccount: read.account === true,
    urgent: read.urgent === true,
    unassigned: read.unassigned === true,
    today: read.today === true,
    inView: read.view === true,
    text: read.q,
    sort: read.sort,
  };
}

/** How many conditions narrow the list (the sort and the viewport are no conditions). */
export function countConditions(filter: CaseFilter): number {
  const set = [
    filter.withClosed,
    filter.states.length > 0,
    filter.sources.length > 0,
    filter.classId !== null,
    filter.classMajor !== null,
    filter.overdue,
    filter.onAccount,
    filter.urgent,
    filter.unassigned,
    filter.today,
    filter.text.trim() !== "",
  ];
  return set.filter(Boolean).length;
}

export interface FilterPlace {
  gridId: number | null;
  /** Lattice integers: min x, min y, max x, max y. */
  bbox: readonly [number, number, number, number] | null;
  /** Start of the city's day, ISO, for `today`. */
  dayStart: string;
}

/** The filter as the server reads it (contract: `p_filter`). */
export function toServerFilter(filter: CaseFilter, place: FilterPlace): ServerFilter {
  const answer: ServerFilter = { sort: filter.sort };
  if (filter.states.length > 0) answer.state = [...filter.states];
  else if (!filter.withClosed) answer.open = true;
  if (filter.sources.length > 0) answer.source = [...filter.sources];
  if (filter.classId !== null) answer.class_id = filter.classId;
  if (filter.classMajor !== null) answer.class_major = filter.classMajor;
  if (filter.overdue) answer.overdue = true;
  if (filter.onAccount) answer.on_account = true;
  if (filter.urgent) answer.urgent = true;
  if (filter.unassigned) answer.assign = ["unassigned"];
  if (filter.today) answer.since = place.dayStart;
  if (filter.text.trim() !== "") answer.text = filter.text.trim();
  if (place.gridId !== null) answer.grid_id = place.gridId;
  if (place.bbox !== null) answer.bbox = [...place.bbox];
  return answer;
}

/** What a live message says about a case; enough to judge most filters without asking the server. */
export interface FilteredCase extends CaseClock {
  classId: string | null;
  onAccount: boolean;
  urgent: boolean;
  unassigned: boolean;
}

/** Whether a changed case belongs on the map; `null` = only the server can tell (text, source, major class). */
export function matchesFilter(
  filter: CaseFilter,
  row: FilteredCase,
  { nowS, dayStartS }: { nowS: number; dayStartS: number },
): boolean | null {
  if (filter.states.length > 0 && !filter.states.some((state) => state === row.state)) return false;
  if (filter.states.length === 0 && !filter.withClosed && !isOpenState(row.state)) return false;
  if (filter.classId !== null && filter.classId !== row.classId) return false;
  if (filter.overdue && !isOverdue(row, nowS)) return false;
  if (filter.onAccount && !row.onAccount) return false;
  if (filter.urgent && !row.urgent) return false;
  if (filter.unassigned && !row.unassigned) return false;
  if (filter.today && row.reportedAtS < dayStartS) return false;
  const serverOnly =
    filter.text.trim() !== "" || filter.sources.length > 0 || filter.classMajor !== null;
  return serverOnly ? null : true;
}
