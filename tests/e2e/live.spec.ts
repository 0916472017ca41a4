import { rmSync } from "node:fs";
import { createClient } from "@supabase/supabase-js";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import ws from "ws";
import { freePort } from "../../scripts/test/native-cluster.ts";
import { type AppServer, startApp } from "./driver/app-server.ts";
import { browserForFile } from "./driver/browser.ts";
import { copyOfDemoFolder } from "./driver/demo-folder.ts";
import { askMap, demoAccount, signIn, waitForLive, waitForMapIdle } from "./driver/journeys.ts";

const { visit } = browserForFile();
let dataDir: string;
let port: number;
let server: AppServer;

/** As the hotline does it: through the public API, with an account of its own. */
async function fileReport(at: { lng: number; lat: number }): Promise<number> {
  const { publishableKey } = (await (await fetch(`${server.url}/config.json`)).json()) as {
    publishableKey: string;
  };
  const client = createClient(server.url, publishableKey, {
    auth: { persistSession: false },
    // Node 20 has no WebSocket of its own.
    realtime: { transport: ws as unknown as typeof WebSocket },
  });
  const { login, password } = await demoAccount(server.url, "intake_operator");
  await client.auth.signInWithPassword({ email: `${login}@wangge.local`, password });
  const { data: classes } = await client.rpc("classes_list");
  const [first] = classes as { class_id: string }[];
  const [x, y] = [at.lng, at.lat].map((degrees) => Math.round(degrees * 1e7));
  const { data, error } = await client.rpc("case_report", {
    p_request: {
      class_id: first?.class_id,
      source: "hotline",
      description: "e2e",
      x,
      y,
      raw: { x: at.lng, y: at.lat, crs: "WGS84" },
    },
    p_key: crypto.randomUUID(),
  });
  if (error) throw error;
  return (data as { case_id: number }).case_id;
}

/** Milliseconds until the page's map holds the case. */
async function untilOnTheMap(page: Page, caseId: number): Promise<number> {
  const started = performance.now();
  await page.waitForFunction((id) => window.__wangge?.map?.hasCase(id) === true, caseId, {
    polling: "raf",
  });
  return performance.now() - started;
}

beforeAll(async () => {
  dataDir = await copyOfDemoFolder();
  port = await freePort();
  server = await startApp({ dataDir, port });
});

afterAll(async () => {
  await server?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

describe("the live badge", () => {
  it("is true when the server is killed and comes back, and no case is lost meanwhile", async () => {
    const { page, complaints } = await visit(server.url);
    complaints.expect(/ERR_CONNECTION|WebSocket|Failed to (load|fetch)|NetworkError/);
    await signIn(page, "intake_operator", server.url);
    await waitForMapIdle(page);
    await waitForLive(page, "live");

    await server.kill();
    await waitForLive(page, "offline");
    server = await startApp({ dataDir, port });
    const missed = await fileReport(await askMap(page, "camera"));
    await waitForLive(page, "live");

    await untilOnTheMap(page, missed);
  });

  it("keeps its word: a new case is on the map within a second", async () => {
    const { page } = await visit(server.url);
    await signIn(page, "intake_operator", server.url);
    await waitForMapIdle(page);
    await waitForLive(page, "live");

    const caseId = await fileReport(await askMap(page, "camera"));

    expect(await untilOnTheMap(page, caseId)).toBeLessThan(1_000);
  });
});
