import type { CellCover } from "../../domain/assignment/cell-cover.ts";
import type { GridFeatures } from "./coverage-features.ts";
import type { CoverageAnswer, CoverageRequest } from "./coverage-worker.ts";

interface Waiting {
  resolve: (answer: CoverageAnswer) => void;
  reject: (error: Error) => void;
}

type Asked<T> = T extends unknown ? Omit<T, "ticket"> : never;

/** Decodes and indexes coverages off the main thread; one worker for all levels, kept while the map lives. */
export class CoverageDecoder {
  readonly #worker = new Worker(new URL("./coverage-worker.ts", import.meta.url), {
    type: "module",
    name: "wangge-coverage",
  });
  readonly #waiting = new Map<number, Waiting>();
  #ticket = 0;

  constructor() {
    this.#worker.addEventListener("message", ({ data }: MessageEvent<CoverageAnswer>) => {
      const waiting = this.#waiting.get(data.ticket);
      this.#waiting.delete(data.ticket);
      if (data.kind === "failed") waiting?.reject(new Error(data.message));
      else waiting?.resolve(data);
    });
  }

  async decode(level: number, base64: string): Promise<GridFeatures> {
    const answer = await this.#ask({ kind: "decode", level, base64 });
    if (answer.kind !== "features") throw new Error("coverage worker answered another question");
    return answer.features;
  }

  /** The index that tells the grid under a pointer; after `decode` of the level. */
  async index(level: number, gridIds: readonly number[]): Promise<CellCover> {
    const answer = await this.#ask({ kind: "index", level, gridIds });
    if (answer.kind !== "index") throw new Error("coverage worker answered another question");
    return { words: answer.words };
  }

  dispose(): void {
    this.#worker.terminate();
    this.#waiting.clear();
  }

  #ask(question: Asked<CoverageRequest>): Promise<CoverageAnswer> {
    this.#ticket += 1;
    const ticket = this.#ticket;
    return new Promise((resolve, reject) => {
      this.#waiting.set(ticket, { resolve, reject });
      this.#worker.postMessage({ ...question, ticket });
    });
  }
}
