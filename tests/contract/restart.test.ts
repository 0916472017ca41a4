import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { StackOptions } from "../../supabase/embedded/stack.ts";
import { type RunningServer, startServer } from "../../supabase/embedded/start-server.ts";
import { createTestDatabase, nativeMissing, preparedPglite } from "../fixtures/test-stack.ts";
import { makeAccount, signedIn } from "./accounts.ts";
import { contractFolder } from "./backends.ts";

const missing = nativeMissing();

describe.each(["embedded", "native"] as const)("a restart, %s", (backend) => {
  const skipped = backend === "native" && missing !== undefined;
  let dataDir = "";
  let stack: StackOptions;
  let server: RunningServer | undefined;
  beforeAll(async () => {
    if (skipped) return;
    dataDir = mkdtempSync(join(tmpdir(), "wangge-restart-"));
    const common = { dataDir, supabaseFolder: contractFolder };
    stack =
      backend === "native"
        ? { ...common, databaseUrl: (await createTestDatabase()).url }
        : { ...common, loadDataDir: await preparedPglite(contractFolder) };
    server = await startServer({ stack });
  });
  afterAll(async () => {
    await server?.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const title =
    "the session and the channel of a client live through it, and messages arrive again";
  test.skipIf(skipped)(skipped ? `${title} — skipped: ${missing}` : title, async () => {
    if (!server) throw new Error("The server is not running.");
    const userId = await makeAccount(server.stack.db, "anna");
    await server.stack.db.query("insert into private.members values ($1, 'area:1')", [userId]);
    const anna = await signedIn(server, "anna");
    const heard: unknown[] = [];
    const states: string[] = [];
    anna
      .channel("area:1", { config: { private: true } })
      .on("broadcast", { event: "case" }, ({ payload }) => heard.push(payload.n))
      .subscribe((state) => states.push(state));
    await vi.waitFor(() => expect(states).toEqual(["SUBSCRIBED"]), 5000);

    const port = Number(new URL(server.url).port);
    await server.close();
    server = await startServer({ stack, listen: { port } });

    await vi.waitFor(() => expect(states.at(-1)).toBe("SUBSCRIBED"), 30_000);
    expect(states.filter((state) => state === "SUBSCRIBED").length).toBeGreaterThan(1);
    await anna.rpc("say", { p_topic: "area:1", p_body: { n: 1 } });
    await vi.waitFor(() => expect(heard).toEqual([1]), 5000);
    await anna.removeAllChannels();
    anna.realtime.disconnect();
  });
});
