/** An error of PostgreSQL as both drivers give it. */
export type DatabaseError = Error & { code: string; detail?: string; hint?: string };

export function isDatabaseError(error: unknown): error is DatabaseError {
  return (
    error instanceof Error &&
    "code" in error &&
    typeof error.code === "string" &&
    /^[0-9A-Z]{5}$/.test(error.code)
  );
}

/** PostgREST's table, longest prefix first (https://docs.postgrest.org/en/stable/references/errors.html). */
const STATUS_BY_PREFIX: readonly (readonly [prefix: string, status: number])[] = [
  ["23503", 409],
  ["23505", 409],
  ["25006", 405],
  ["42883", 404],
  ["42P01", 404],
  ["42P17", 500],
  ["P0001", 400],
  ["53400", 500],
  ["08", 503],
  ["09", 500],
  ["0L", 403],
  ["0P", 403],
  ["25", 500],
  ["28", 403],
  ["2D", 500],
  ["38", 500],
  ["39", 500],
  ["3B", 500],
  ["40", 500],
  ["53", 503],
  ["54", 500],
  ["55", 500],
  ["57", 500],
  ["58", 500],
  ["F0", 500],
  ["HV", 500],
  ["P0", 500],
  ["XX", 500],
];

/** The HTTP status of an SQLSTATE; our own codes (`WG…`) and all that is not listed are the caller's fault: 400. */
export function statusOf(code: string, { anonymous }: { anonymous: boolean }): number {
  if (code === "42501") return anonymous ? 401 : 403;
  const own = /^PT([2-5]\d\d)$/.exec(code);
  if (own) return Number(own[1]);
  return STATUS_BY_PREFIX.find(([prefix]) => code.startsWith(prefix))?.[1] ?? 400;
}

/** What @supabase/lite maps by itself; everything else it would answer with 500 and without the code. */
const KNOWN_TO_LITE = /^(PT\d{3}|PGRST|42...|22...|21...|53...|55...|23502|23503|23505|25006)$/;

/**
 * Wraps an error as PostgREST's own `raise sqlstate 'PGRST'`, the one form in which @supabase/lite
 * passes code, hint and detail through untouched.
 */
export function passThrough(error: unknown): unknown {
  if (!isDatabaseError(error) || KNOWN_TO_LITE.test(error.code)) return error;
  const { code, message, detail: details = null, hint = null } = error;
  const status = statusOf(code, { anonymous: false });
  return Object.assign(new Error(JSON.stringify({ code, message, details, hint })), {
    code: "PGRST",
    detail: JSON.stringify({ status, headers: {} }),
  });
}
