/** Type numbers of PostgreSQL whose text both drivers must turn into the same JavaScript value. */
const OID = {
  int8: 20,
  json: 114,
  interval: 1186,
  date: 1082,
  time: 1083,
  timestamp: 1114,
  timestamptz: 1184,
  timetz: 1266,
  numeric: 1700,
  jsonb: 3802,
} as const;

const asText = (text: string): string => text;

/** A number where it is exact, a bigint beyond 2^53. */
const parseInteger = (text: string): number | bigint => {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : BigInt(text);
};

/** A number where the text survives the round trip, else the text. */
const parseNumeric = (text: string): number | string => {
  const value = Number(text);
  return Number.isFinite(value) && String(value) === text ? value : text;
};

/** `2026-01-02 03:04:05.678901+00` as JSON writes it in PostgreSQL: a T, and minutes in the offset. */
const parseTimestamp = (text: string): string =>
  text.replace(/^(\d+-\d\d-\d\d) /, "$1T").replace(/([+-]\d\d)$/, "$1:00");

// Times stay text: a Date would lose microseconds, and PostgREST answers text as well.
export const VALUE_PARSERS: Record<number, (text: string) => unknown> = {
  [OID.int8]: parseInteger,
  [OID.numeric]: parseNumeric,
  [OID.json]: (text) => JSON.parse(text) as unknown,
  [OID.jsonb]: (text) => JSON.parse(text) as unknown,
  [OID.interval]: asText,
  [OID.date]: asText,
  [OID.time]: asText,
  [OID.timestamp]: (text) => text.replace(" ", "T"),
  [OID.timestamptz]: parseTimestamp,
  [OID.timetz]: asText,
};
