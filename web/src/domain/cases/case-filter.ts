import { type CaseClock, isOverdue } from "./overdue.ts";
import { isOpenState } from "./stages.ts";

export type CaseSort = "deadline" | "newest";

/** What the list and the map show, together. Empty = every open case in my area, oldest clock first. */
export interface CaseFilter {
  /** Open cases only, unless closed ones are asked for too. */
  withClosed: boolean;
  states: readonly string[];
  sources: readonly string[];
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

const flagWords = Object.keys(flags) as (keyof typeof flags)[];

/** The filter in the URL, short and readable: `overdue;source=hotline,video;q=井盖`. */
export function formatFilter(filter: CaseFilter): string {
  const parts: string[] = flagWords.filter((word) => filter[flags[word]]);
  if (filter.states.length > 0) parts.push(`state=${filter.states.map(encodeValue).join(",")}`);
  if (filter.sources.length > 0) parts.push(`source=${filter.sources.map(encodeValue).join(",")}`);
  if (filter.classId !== null) parts.push(`class=${encodeValue(filter.classId)}`);
  if (filter.classMajor !== null) parts.push(`major=${encodeValue(filter.classMajor)}`);
  if (filter.text.trim() !== "") parts.push(`q=${encodeValue(filter.text.trim())}`);
  if (filter.sort !== "deadline") parts.push(`sort=${filter.sort}`);
  return parts.join(";");
}

/** Reads what `formatFilter` wrote; unknown words are left out, never an error. */
export function parseFilter(text: string | undefined): CaseFilter {
  const filter = { ...emptyFilter };
  for (const part of (text ?? "").split(";")) {
    const [word = "", value = ""] = splitOnce(part, "=");
    if (isFlagWord(word)) filter[flags[word]] = true;
    else applyValue(filter, word, value);
  }
  return filter;
}

function applyValue(
  filter: { -readonly [K in keyof CaseFilter]: CaseFilter[K] },
  word: string,
  value: string,
): void {
  if (value === "") return;
  if (word === "state") filter.states = value.split(",").map(decodeValue);
  if (word === "source") filter.sources = value.split(",").map(decodeValue);
  if (word === "class") filter.classId = decodeValue(value);
  if (word === "major") filter.classMajor = decodeValue(value);
  if (word === "q") filter.text = decodeValue(value);
  if (word === "sort" && value === "newest") filter.sort = "newest";
}

function isFlagWord(word: string): word is keyof typeof flags {
  return Object.hasOwn(flags, word);
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}

const encodeValue = (text: string): string =>
  text.replaceAll("%", "%25").replaceAll(";", "%3B").replaceAll(",", "%2C");
const decodeValue = (text: string): string =>
  text.replaceAll("%2C", ",").replaceAll("%3B", ";").replaceAll("%25", "%");

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
export function toServerFilter(filter: CaseFilter, place: FilterPlace): Record<string, unknown> {
  const answer: Record<string, unknown> = { sort: filter.sort };
  if (filter.states.length > 0) answer.state = filter.states;
  else if (!filter.withClosed) answer.open = true;
  if (filter.sources.length > 0) answer.source = filter.sources;
  if (filter.classId !== null) answer.class_id = filter.classId;
  if (filter.classMajor !== null) answer.class_major = filter.classMajor;
  if (filter.overdue) answer.overdue = true;
  if (filter.onAccount) answer.on_account = true;
  if (filter.urgent) answer.urgent = true;
  if (filter.unassigned) answer.assign = ["unassigned"];
  if (filter.today) answer.since = place.dayStart;
  if (filter.text.trim() !== "") answer.text = filter.text.trim();
  if (place.gridId !== null) answer.grid_id = place.gridId;
  if (place.bbox !== null) answer.bbox = place.bbox;
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
  if (filter.states.length > 0 && !filter.states.includes(row.state)) return false;
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
