import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe } from "vitest";
import type { RunningServer, ServerOptions } from "../../supabase/embedded/start-server.ts";
import { nativeMissing, startTestServer, type TestBackend } from "../fixtures/test-stack.ts";

export const contractFolder = fileURLToPath(new URL("./supabase", import.meta.url));

export type Running = { readonly server: RunningServer; readonly backend: TestBackend };

/** The same suite on both databases; the native one is listed as skipped by name where there is none. */
export function onEveryBackend(
  name: string,
  suite: (running: () => Running) => void,
  options: Omit<ServerOptions, "stack"> = {},
): void {
  const missing = nativeMissing();
  for (const backend of ["embedded", "native"] as const) {
    const skipped = backend === "native" && missing;
    const title = skipped ? `${name}, ${backend} — skipped: ${missing}` : `${name}, ${backend}`;
    describe.skipIf(skipped)(title, () => {
      let server: RunningServer | undefined;
      beforeAll(async () => {
        server = await startTestServer(backend, {
          ...options,
          stack: { supabaseFolder: contractFolder },
        });
      });
      afterAll(() => server?.close());
      suite(() => {
        if (!server) throw new Error("The server is not running.");
        return { server, backend };
      });
    });
  }
}
