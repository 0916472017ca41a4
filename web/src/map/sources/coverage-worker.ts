import { coverageFeatures, type GridFeatures } from "./coverage-features.ts";

export interface CoverageRequest {
  ticket: number;
  base64: string;
}

export type CoverageAnswer =
  | { ticket: number; ok: true; features: GridFeatures }
  | { ticket: number; ok: false; message: string };

// The compiler knows both the page's and the worker's globals; here only the worker's exist.
const scope = self as unknown as DedicatedWorkerGlobalScope;

scope.addEventListener("message", (event: MessageEvent<CoverageRequest>) => {
  const { ticket, base64 } = event.data;
  scope.postMessage(decode(ticket, base64));
});

function decode(ticket: number, base64: string): CoverageAnswer {
  try {
    return { ticket, ok: true, features: coverageFeatures(base64) };
  } catch (error) {
    return { ticket, ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}
