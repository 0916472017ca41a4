import { AppError } from "../domain/app-error.ts";
import { randomReference } from "./secure-context.ts";

export type ReportedError = { at: string; reference: string; where: string; error: unknown };

const KEPT = 50;
const recent: ReportedError[] = [];
const sinks = new Set<(entry: ReportedError) => void>();

/**
 * The only logger. Nothing phones home: the last errors stay in this tab, where the error page and the browser's
 * own tools can read them. Returns the reference to quote.
 */
export function reportError(error: unknown, where: string): string {
  const reference = error instanceof AppError ? error.reference : randomReference();
  const entry = { at: new Date().toISOString(), reference, where, error };
  recent.push(entry);
  recent.splice(0, Math.max(0, recent.length - KEPT));
  for (const sink of sinks) sink(entry);
  return reference;
}

export function recentErrors(): readonly ReportedError[] {
  return recent;
}

export function forgetErrors(): void {
  recent.length = 0;
}

export function onReportedError(sink: (entry: ReportedError) => void): () => void {
  sinks.add(sink);
  return () => sinks.delete(sink);
}
