import { AppError } from "../domain/app-error.ts";
import { randomReference } from "./secure-context.ts";

export type ReportedError = { at: string; reference: string; where: string; error: unknown };

const KEPT = 50;
const recent: ReportedError[] = [];

/**
 * The only logger. Nothing phones home: the last errors stay in this tab, where the error page and the browser's
 * own tools can read them. Returns the reference to quote.
 */
export function reportError(error: unknown, where: string): string {
  const reference = error instanceof AppError ? error.reference : randomReference();
  const entry = { at: new Date().toISOString(), reference, where, error };
  recent.push(entry);
  recent.splice(0, Math.max(0, recent.length - KEPT));
  return reference;
}

/** The last errors as text for whoever looks after the system: names and code words, no data of the city. */
export function describeRecentErrors(): string {
  return recent
    .map(({ at, reference, where, error }) => {
      const name = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      return `${at} ${reference} ${where} ${name}`;
    })
    .join("\n");
}

export function forgetErrors(): void {
  recent.length = 0;
}
