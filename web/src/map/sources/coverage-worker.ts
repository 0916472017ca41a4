import { buildCellCover } from "../../domain/assignment/cell-cover.ts";
import { decodeCoverage } from "../../domain/lattice/coverage-codec.ts";
import type { LatticeMultiPolygon } from "../../domain/lattice/lattice-polygon.ts";
import { bytesOfBase64, type GridFeatures, toFeatures } from "./coverage-features.ts";

export type CoverageRequest =
  | { ticket: number; kind: "decode"; level: number; base64: string }
  /** `gridIds` in code order: where polygons overlap the lowest code answers. */
  | { ticket: number; kind: "index"; level: number; gridIds: readonly number[] };

export type CoverageAnswer =
  | { ticket: number; kind: "features"; features: GridFeatures }
  | { ticket: number; kind: "index"; words: Int32Array }
  | { ticket: number; kind: "failed"; message: string };

// The compiler knows both the page's and the worker's globals; here only the worker's exist.
const scope = self as unknown as DedicatedWorkerGlobalScope;
const polygons = new Map<number, ReadonlyMap<number, LatticeMultiPolygon>>();

scope.addEventListener("message", ({ data }: MessageEvent<CoverageRequest>) => {
  try {
    const answer = data.kind === "decode" ? decode(data) : index(data);
    scope.postMessage(answer, answer.kind === "index" ? [answer.words.buffer] : []);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    scope.postMessage({ ticket: data.ticket, kind: "failed", message } satisfies CoverageAnswer);
  }
});

function decode(request: CoverageRequest & { kind: "decode" }): CoverageAnswer {
  const decoded = decodeCoverage(bytesOfBase64(request.base64));
  polygons.set(request.level, decoded);
  return { ticket: request.ticket, kind: "features", features: toFeatures(decoded) };
}

function index({ ticket, level, gridIds }: CoverageRequest & { kind: "index" }): CoverageAnswer & {
  kind: "index";
} {
  const known = polygons.get(level);
  const { words } = buildCellCover(gridIds.map((id) => known?.get(id) ?? []));
  return { ticket, kind: "index", words };
}
