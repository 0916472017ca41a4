import type { GridFeatures } from "./coverage-features.ts";
import type { CoverageAnswer, CoverageRequest } from "./coverage-worker.ts";

interface Waiting {
  resolve: (features: GridFeatures) => void;
  reject: (error: Error) => void;
}

/** Decodes coverages off the main thread; one worker for all levels, kept while the map lives. */
export class CoverageDecoder {
  readonly #worker = new Worker(new URL("./coverage-worker.ts", import.meta.url), {
    type: "module",
    name: "wangge-coverage",
  });
  readonly #waiting = new Map<number, Waiting>();
  #ticket = 0;

  constructor() {
    this.#worker.addEventListener("message", (event: MessageEvent<CoverageAnswer>) => {
      const answer = event.data;
      const waiting = this.#waiting.get(answer.ticket);
      this.#waiting.delete(answer.ticket);
      if (answer.ok) waiting?.resolve(answer.features);
      else waiting?.reject(new Error(answer.message));
    });
  }

  decode(base64: string): Promise<GridFeatures> {
    this.#ticket += 1;
    const request: CoverageRequest = { ticket: this.#ticket, base64 };
    return new Promise((resolve, reject) => {
      this.#waiting.set(request.ticket, { resolve, reject });
      this.#worker.postMessage(request);
    });
  }

  dispose(): void {
    this.#worker.terminate();
    this.#waiting.clear();
  }
}
