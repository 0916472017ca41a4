import type { SupabaseClient } from "@supabase/supabase-js";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { RunningServer } from "../../supabase/embedded/start-server.ts";
import { nativeMissing, startTestServer } from "../fixtures/test-stack.ts";
import { clientOf, emailOf } from "./accounts.ts";

const DEMO_PASSWORD = "wangge-demo";
const missing = nativeMissing();

type CaseRow = { case_id: number; case_no: string; xid: string };
type Changes = { next_since: string; rows: CaseRow[]; more: boolean };

async function enter(server: RunningServer, login: string): Promise<SupabaseClient> {
  const client = clientOf(server);
  const { error } = await client.auth.signInWithPassword({
    email: emailOf(login),
    password: DEMO_PASSWORD,
  });
  if (error) throw error;
  return client;
}

function join(
  client: SupabaseClient,
  topic: string,
  onCase: (payload: Record<string, unknown>) => void = () => {},
): Promise<string> {
  const channel = client.channel(topic, { config: { private: true } });
  channel.on("broadcast", { event: "case" }, ({ payload }) => onCase(payload));
  return new Promise((resolve) => {
    channel.subscribe((state) => resolve(state));
  });
}

async function changesSince(client: SupabaseClient, since: string | null): Promise<Changes> {
  const { data, error } = await client.rpc("cases_changes", { p_since: since });
  if (error) throw error;
  return data;
}

for (const backend of ["embedded", "native"] as const) {
  const skipped = backend === "native" && missing;
  const name = `catching up, ${backend}`;
  describe.skipIf(skipped)(skipped ? `${name} — skipped: ${missing}` : name, () => {
    let server: RunningServer;
    let client: SupabaseClient;
    let report: object;
    beforeAll(async () => {
      server = await startTestServer(backend, { stack: { demo: { cases: 300 } } });
      client = await enter(server, "operator");
      const { data: me } = await client.rpc("me");
      const { data: classes } = await client.rpc("classes_list");
      const [minX, minY, maxX, maxY] = me.city.bbox;
      report = {
        class_id: classes[0].class_id,
        source: "hotline",
        description: "井盖缺失",
        x: Math.round((minX + maxX) / 2),
        y: Math.round((minY + maxY) / 2),
        raw: { x: (minX + maxX) / 2e7, y: (minY + maxY) / 2e7, crs: "WGS84" },
      };
    });
    afterAll(async () => {
      client?.realtime.disconnect();
      await server?.close();
    });

    const file = async (key: string): Promise<string> => {
      const { data, error } = await client.rpc("case_report", { p_request: report, p_key: key });
      if (error) throw error;
      return data.case_no;
    };

    test("every case filed by many at once is seen by who asks meanwhile, none is lost", async () => {
      let { next_since: since } = await changesSince(client, null);
      const seen = new Map<string, CaseRow>();
      let filing = true;
      const reader = (async () => {
        while (filing) {
          const changes = await changesSince(client, since);
          for (const row of changes.rows) seen.set(`${row.case_id} ${row.xid}`, row);
          since = changes.next_since;
        }
      })();
      const filed = await Promise.all(Array.from({ length: 40 }, (_, n) => file(`catch-up-${n}`)));
      filing = false;
      await reader;
      for (const row of (await changesSince(client, since)).rows)
        seen.set(`${row.case_id} ${row.xid}`, row);
      const numbers = new Set([...seen.values()].map((row) => row.case_no));
      expect(filed.filter((number) => !numbers.has(number))).toEqual([]);
      expect(new Set(filed).size).toBe(40);
    });

    test("a new case is heard within a second by who answers for the area, on the topics told by me()", async () => {
      const { data: me } = await client.rpc("me");
      const heard: { caseNo: unknown; atMs: number }[] = [];
      for (const topic of me.topics) {
        const status = await join(client, topic, ({ case_no: caseNo }) => {
          heard.push({ caseNo, atMs: performance.now() });
        });
        expect(status).toBe("SUBSCRIBED");
      }
      const caseNo = await file("catch-up-live");
      const filedMs = performance.now();
      await vi.waitFor(() => expect(heard.map((item) => item.caseNo)).toContain(caseNo), 3000);
      expect((heard[0]?.atMs ?? Number.POSITIVE_INFINITY) - filedMs).toBeLessThan(1000);
      await client.removeAllChannels();
    });

    test("a street hears its own topic and is refused the city's", async () => {
      const street = await enter(server, "street");
      const { data: me } = await street.rpc("me");
      const own = me.topics.find((topic: string) => topic.startsWith("area:"));
      expect(await join(street, own)).toBe("SUBSCRIBED");
      expect(await join(street, `area:${me.city.grid_id}`)).toBe("CHANNEL_ERROR");
      await street.removeAllChannels();
      street.realtime.disconnect();
    });

    // PGlite has one connection: no transaction of its can be open while another commits.
    if (backend === "embedded") return;
    test("a case whose transaction began before the question and ends after it comes with the next answer", async () => {
      const { db } = server.stack;
      let { next_since: before } = await changesSince(client, null);
      const slow = await db.lease();
      let slowCase = "";
      try {
        await slow.exec("begin");
        const { rows } = await slow.query<{ case_no: string }>(
          `update public.cases set description = 'slow'
             where case_id = (select min(case_id) from public.cases where state = 'reported') returning case_no`,
        );
        slowCase = rows[0]?.case_no ?? "none";
        const quick = await file("catch-up-quick");
        const first = await changesSince(client, before);
        expect(first.rows.map((row) => row.case_no)).toContain(quick);
        expect(first.rows.map((row) => row.case_no)).not.toContain(slowCase);
        before = first.next_since;
      } finally {
        await slow.exec("commit");
        slow.release();
      }
      const second = await changesSince(client, before);
      expect(second.rows.map((row) => row.case_no)).toContain(slowCase);
    });
  });
}
