import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { guardAuth } from "./auth-guard.ts";
import {
  type ClientConfig,
  cityName,
  type DemoAccount,
  hasCity,
  isDemoCity,
  originOf,
} from "./client-config.ts";
import { type ControlHandlers, serveControl } from "./control-socket.ts";
import type { Database } from "./database.ts";
import { type Api, DEFAULT_LIMITS, type Limits, makeApi } from "./http/api-routes.ts";
import { sendError } from "./http/exchange.ts";
import { type Listener, type ListenOptions, listen } from "./http/listener.ts";
import { type Health, sendHealth, sendProgress } from "./http/progress-page.ts";
import { openStaticSite, type StaticSite } from "./http/static-site.ts";
import { pruneMessages } from "./realtime/message-feed.ts";
import { openRealtime, type RealtimeServer } from "./realtime/realtime-server.ts";
import { makeScheduler, type Scheduler } from "./scheduler.ts";
import { checkSessions } from "./session-check.ts";
import { openStack, type Phase, type Stack, type StackOptions } from "./stack.ts";

const PRUNE_MS = 10 * 60_000;
const CLOCKS_MS = 15_000;
const TIDY_UP_MS = 60 * 60_000;

export type ServerOptions = {
  listen?: Partial<ListenOptions>;
  stack?: StackOptions;
  /** The built app. */
  distFolder?: string;
  /** Builds the app. Begun when port and folder are ours, waited for when the database is open. */
  prepareSite?: () => Promise<void>;
  limits?: Limits;
  /** Fills a new folder, say with the demo city. Left out: it stays empty. */
  populate?: (stack: Stack, onProgress: (text: string) => void) => Promise<void>;
  /** Runs on a folder that was filled before, say to bring an old demo up to today. */
  refresh?: (stack: Stack, onProgress: (text: string) => void) => Promise<void>;
  /** Commands of the terminal that go through the running server. */
  controlHandlers?: (stack: Stack) => ControlHandlers;
  /** Further work by the clock: backups. */
  schedule?: (scheduler: Scheduler, stack: Stack) => void;
  demoAccounts?: (stack: Stack) => Promise<DemoAccount[]>;
  onListening?: (url: string) => void;
  onPhase?: (phase: Phase, detail: string) => void;
};

export type RunningServer = { url: string; stack: Stack; close(): Promise<void> };

type Handlers = { request: RequestListener; upgrade: UpgradeListener };
type UpgradeListener = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/** Listens first, so that a browser sees progress, then opens the database and serves. */
export async function startServer(options: ServerOptions = {}): Promise<RunningServer> {
  const startedMs = performance.now();
  const health: Health = { status: "starting", phase: "listen", detail: "", elapsed_ms: 0 };
  const onPhase = (phase: Phase, detail: string) => {
    Object.assign(health, { phase, detail });
    options.onPhase?.(phase, detail);
  };
  let handlers: Handlers | undefined;
  const listener = await listen({ host: "127.0.0.1", port: 0, ...options.listen }, (req, res) => {
    health.elapsed_ms = Math.round(performance.now() - startedMs);
    if (req.url === "/healthz") sendHealth(res, health);
    else if (handlers) handlers.request(req, res);
    else sendProgress(req, res, health);
  });
  listener.server.on("upgrade", (request, socket, head) => {
    socket.on("error", () => socket.destroy());
    if (handlers) handlers.upgrade(request, socket, head);
    else socket.destroy();
  });
  options.onListening?.(listener.url);
  try {
    const running = await warmUp({ options, listener, onPhase });
    handlers = running.handlers;
    health.status = "ready";
    onPhase("ready", "");
    return running;
  } catch (error) {
    await listener.close();
    throw error;
  }
}

async function warmUp({
  options,
  listener,
  onPhase,
}: {
  options: ServerOptions;
  listener: Listener;
  onPhase: (phase: Phase, detail: string) => void;
}): Promise<RunningServer & { handlers: Handlers }> {
  let siteReady: Promise<void> | undefined;
  const stack = await openStack({
    ...options.stack,
    onPhase(phase, detail) {
      siteReady ??= options.prepareSite?.();
      // Its failure is met below; until then it must not count as unhandled.
      siteReady?.catch(() => {});
      onPhase(phase, detail);
    },
  });
  try {
    if (stack.fresh || (options.populate && (await isEmptyNative(stack)))) {
      await options.populate?.(stack, (text) => onPhase("populate", text));
      await stack.reloadSchema();
      stack.markPopulated();
    } else {
      await options.refresh?.(stack, (text) => onPhase("populate", text));
    }
    await siteReady;
    const { secrets, db } = stack;
    const realtime = await openRealtime({ database: db, secrets });
    const scheduler = makeScheduler();
    scheduler.every(PRUNE_MS, "realtime messages", () => pruneMessages(db));
    scheduler.every(CLOCKS_MS, "clocks", () => callIfPresent(db, "private.run_clocks()"));
    scheduler.every(TIDY_UP_MS, "tidy up", () => callIfPresent(db, "private.tidy_up()"));
    options.schedule?.(scheduler, stack);
    const control = await serveControl(stack.dataDir, options.controlHandlers?.(stack) ?? {});
    return {
      url: listener.url,
      stack,
      handlers: await makeHandlers({ options, stack, realtime }),
      async close() {
        await scheduler.close();
        await control.close();
        await realtime.close();
        await listener.close();
        await stack.close();
      },
    };
  } catch (error) {
    await stack.close();
    throw error;
  }
}

async function makeHandlers({
  options,
  stack,
  realtime,
}: {
  options: ServerOptions;
  stack: Stack;
  realtime: RealtimeServer;
}): Promise<Handlers> {
  const sessions = checkSessions(stack.db, stack.secrets);
  const auth = guardAuth({ database: stack.db, lite: stack.lite, secrets: stack.secrets });
  const limits = options.limits ?? DEFAULT_LIMITS;
  const api = makeApi({ stack, auth, realtime, sessions, limits });
  const site = openStaticSite(options.distFolder ?? "dist");
  const config = async (): Promise<Omit<ClientConfig, "url">> => {
    const demo = await isDemoCity(stack.db);
    const demoAccounts = demo ? await options.demoAccounts?.(stack) : undefined;
    const city = await cityName(stack.db);
    const { publishableKey } = stack.secrets;
    return {
      publishableKey,
      mode: stack.db.kind,
      demo,
      ...(city ? { city } : {}),
      ...(demoAccounts ? { demoAccounts } : {}),
    };
  };
  return {
    request: (request, response) => {
      route({ request, response, api, site, config }).catch((error: unknown) => {
        console.error(`${request.method} ${request.url?.split("?")[0]}:`, error);
        const message = "Unexpected failure, see the server's log";
        sendError(response, { status: 500, code: "unexpected_failure", message });
      });
    },
    upgrade: (request, socket, head) => {
      const isRealtime = request.url?.startsWith("/realtime/v1/websocket") ?? false;
      if (isRealtime) realtime.handleUpgrade(request, socket, head);
      else socket.destroy();
    },
  };
}

async function route(context: {
  request: IncomingMessage;
  response: ServerResponse;
  api: Api;
  site: StaticSite;
  config: () => Promise<Omit<ClientConfig, "url">>;
}): Promise<void> {
  const { request, response, api, site, config } = context;
  if (request.url === "/config.json") {
    sendConfig(response, { url: originOf(request), ...(await config()) });
    return;
  }
  if (await api.handle(request, response)) return;
  if (await site.serve(request, response)) return;
  sendError(response, { status: 404, code: "not_found", message: "Not found" });
}

export function sendConfig(response: ServerResponse, config: ClientConfig): void {
  response.writeHead(200, {
    "Content-Type": "application/json; charset=utf-8",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
  });
  response.end(JSON.stringify(config));
}

/** A native database whose first filling was interrupted: unlike a folder it is not made anew. */
async function isEmptyNative({ db }: Stack): Promise<boolean> {
  return db.kind === "native" && !(await hasCity(db));
}

/** What pg_cron does on Supabase: consequences of deadlines, erasing what has been kept long enough. */
async function callIfPresent(
  db: Database,
  call: "private.run_clocks()" | "private.tidy_up()",
): Promise<void> {
  const { rows } = await db.query<{ present: boolean }>(
    "select to_regprocedure($1) is not null as present",
    [call],
  );
  if (rows[0]?.present) await db.query(`select ${call}`);
}
