/**
 * An expected failure on its way to a person: a stable code word that i18n turns into a sentence, and a short
 * reference to quote to whoever looks after the system. Never a raw sentence of the database.
 */
export class AppError extends Error {
  readonly code: string;
  readonly reference: string;
  /** A word that narrows the code (`conflict` → `held_already`, `bad_request` → the field), or a time. */
  readonly detail: string | null;

  constructor(problem: {
    code: string;
    reference: string;
    detail?: string | null;
    cause?: unknown;
  }) {
    super(problem.code, { cause: problem.cause });
    this.name = "AppError";
    this.code = problem.code;
    this.reference = problem.reference;
    this.detail = problem.detail ?? null;
  }
}

/** The code word of anything thrown; `unexpected` for what nobody planned. */
export function errorCode(error: unknown): string {
  return error instanceof AppError ? error.code : "unexpected";
}
