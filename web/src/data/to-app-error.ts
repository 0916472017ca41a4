import { AppError } from "../domain/app-error.ts";
import { randomReference } from "./secure-context.ts";

/** What PostgREST says of a failure. */
type ApiFailure = {
  code?: string;
  message?: string;
  hint?: string | null;
  details?: string | null;
};

const CODE_WORD = /^[a-z][a-z0-9_]{2,60}$/;

/**
 * The code word of a failed call. Our functions raise words (`not_allowed`); everything else is sorted by
 * status and SQLSTATE, so that no sentence of the database ever reaches a screen.
 */
export function toAppError(failure: ApiFailure, status: number): AppError {
  return new AppError({
    code: failureCode(failure, status),
    reference: randomReference(),
    detail: failure.details ?? failure.hint ?? null,
    cause: failure,
  });
}

function failureCode(failure: ApiFailure, status: number): string {
  const message = failure.message ?? "";
  if (CODE_WORD.test(message)) return message;
  if (status === 0 || /fetch|network|load failed/i.test(message)) return "offline";
  if (status === 401 || failure.code === "PGRST301" || failure.code === "PGRST303")
    return "signed_out";
  if (status === 403 || failure.code === "42501") return "not_allowed";
  if (status === 404 || failure.code === "PGRST202") return "not_available";
  if (failure.code === "57014" || status === 504) return "took_too_long";
  if (failure.code === "23P01" || failure.code === "23505" || status === 409)
    return "already_exists";
  if (status === 429) return "too_many_requests";
  if (status === 502 || status === 503) return "offline";
  return "unexpected";
}
