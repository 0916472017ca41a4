/** `npm run simulate`: signs in as the demo's hotline and files believable new cases through the public API. */
import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import ws from "ws";
import { decodeCoverage } from "../../web/src/domain/lattice/coverage-codec.ts";
import { z } from "../../web/src/domain/zod.ts";
import { readCaseClasses } from "../catalogue/render-seed.ts";
import { readDemoLogins } from "../demo-city/demo-logins.ts";
import { buildCaller, type Call, type Caller, type CallTarget } from "./caller.ts";
import { readSimulateSettings, type SimulateSettings } from "./settings.ts";

const configSchema = z.object({ url: z.string(), publishableKey: z.string(), demo: z.boolean() });
const coverageSchema = z.object({ body: z.string() });
const treeSchema = z.object({
  grids: z.object({
    grid_id: z.array(z.number()),
    name: z.array(z.string()),
    area_m2: z.array(z.number()),
  }),
});
const answerSchema = z.object({
  case_no: z.string(),
  assign_method: z.string(),
  community_id: z.number().nullable(),
});

interface Totals {
  filed: number;
  failed: number;
  slowestMs: number;
  sumMs: number;
}

async function signIn(url: string): Promise<SupabaseClient> {
  const response = await fetch(new URL("/config.json", url));
  const config = configSchema.parse(await response.json());
  if (!config.demo)
    throw new Error(
      "这不是演示城市，模拟只对演示城市开放。 Not a demo city: simulate files invented cases only there.",
    );
  // The page's own address may differ from the one asked here, so the one given is used.
  const client = createClient(url, config.publishableKey, {
    auth: { persistSession: false },
    // Node 20 has no WebSocket of its own; ws is one, though its types say a little less.
    realtime: { transport: ws as unknown as typeof WebSocket },
  });
  const login = readDemoLogins().find((one) => one.role === "intake_operator");
  if (!login) throw new Error("the demo has no hotline login");
  const { error } = await client.auth.signInWithPassword({
    email: `${login.login}@wangge.local`,
    password: login.password,
  });
  if (error) throw new Error(`登录失败 sign-in failed: ${error.message}`);
  return client;
}

async function call<T>(
  client: SupabaseClient,
  name: string,
  args: Record<string, unknown>,
  schema: z.ZodType<T>,
): Promise<T> {
  const { data, error } = await client.rpc(name, args);
  if (error)
    throw new Error(`${name}: ${error.message}${error.details ? ` (${error.details})` : ""}`);
  return schema.parse(data);
}

async function fetchTargets(client: SupabaseClient): Promise<CallTarget[]> {
  const [tree, coverage] = await Promise.all([
    call(client, "grids_tree", { p_levels: [4] }, treeSchema),
    call(client, "grid_coverage", { p_level: 4 }, coverageSchema),
  ]);
  const polygons = decodeCoverage(new Uint8Array(Buffer.from(coverage.body, "base64")));
  return tree.grids.grid_id.flatMap((gridId, i) => {
    const polygon = polygons.get(gridId);
    return polygon
      ? [{ gridId, polygon, name: tree.grids.name[i] ?? "", areaM2: tree.grids.area_m2[i] ?? 0 }]
      : [];
  });
}

async function file(client: SupabaseClient, one: Call, totals: Totals): Promise<void> {
  const started = performance.now();
  try {
    const answer = await call(
      client,
      "case_report",
      { p_request: one.request, p_key: crypto.randomUUID() },
      answerSchema,
    );
    const ms = performance.now() - started;
    totals.filed += 1;
    totals.sumMs += ms;
    totals.slowestMs = Math.max(totals.slowestMs, ms);
    console.log(
      `${answer.case_no}  ${one.className}  ${one.gridName}  ${one.request.source}  ${answer.assign_method}  ${ms.toFixed(0)} ms`,
    );
  } catch (error) {
    totals.failed += 1;
    console.error(error instanceof Error ? error.message : String(error));
  }
}

/** Calls come when they come: gaps are exponential, so that minutes differ as they do at a hotline. */
function nextGapMs(perMinute: number): number {
  return (-Math.log(1 - Math.random()) * 60_000) / perMinute;
}

async function ring(
  client: SupabaseClient,
  caller: Caller,
  settings: SimulateSettings,
  stop: AbortSignal,
  totals: Totals,
): Promise<void> {
  const pending = new Set<Promise<void>>();
  const endMs =
    settings.durationMs === null
      ? Number.POSITIVE_INFINITY
      : performance.now() + settings.durationMs;
  let dueMs = performance.now();
  while (!stop.aborted && dueMs < endMs) {
    await pause(dueMs - performance.now(), stop);
    if (stop.aborted) break;
    const filing = file(client, caller(new Date().getMonth()), totals).finally(() =>
      pending.delete(filing),
    );
    pending.add(filing);
    // A server that cannot keep up is not buried: ten calls at once, then the line is busy.
    if (pending.size >= 10) await Promise.race(pending);
    dueMs = Math.max(dueMs + nextGapMs(settings.perMinute), performance.now() - 1000);
  }
  await Promise.all(pending);
}

function pause(ms: number, stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      stop.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, Math.max(0, ms));
    stop.addEventListener("abort", done);
  });
}

async function main(): Promise<void> {
  const settings = readSimulateSettings(process.argv.slice(2), {
    url: `http://127.0.0.1:${process.env.PORT ?? "8080"}`,
    seed: Date.now() % 1_000_000,
  });
  if (!settings.ok) {
    console.error(settings.error);
    process.exitCode = 2;
    return;
  }
  const client = await signIn(settings.value.url);
  const caller = buildCaller(await fetchTargets(client), readCaseClasses(), settings.value.seed);
  const totals: Totals = { filed: 0, failed: 0, slowestMs: 0, sumMs: 0 };
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort());
  const started = performance.now();
  await ring(client, caller, settings.value, stop.signal, totals);
  const minutes = (performance.now() - started) / 60_000;
  const mean = totals.filed > 0 ? totals.sumMs / totals.filed : 0;
  console.log(
    `共报 ${totals.filed} 件，失败 ${totals.failed} 件 · filed ${totals.filed}, failed ${totals.failed} in ${minutes.toFixed(1)} min; ` +
      `mean ${mean.toFixed(0)} ms, slowest ${totals.slowestMs.toFixed(0)} ms`,
  );
  await client.auth.signOut({ scope: "local" });
  process.exitCode = totals.failed > 0 ? 1 : 0;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
