import type { IncomingMessage, ServerResponse } from "node:http";
import type { AuthGuard } from "../auth-guard.ts";
import { readCaller } from "../caller.ts";
import type { RealtimeServer } from "../realtime/realtime-server.ts";
import type { SessionCheck } from "../session-check.ts";
import type { Stack } from "../stack.ts";
import { BodyTooLarge, readBody, sendError, sendResponse, toRequest } from "./exchange.ts";
import { type RateLimit, RateLimiter } from "./rate-limit.ts";

const KIB = 1024;
const MIB = 1024 * KIB;

/** The longest matching prefix decides how large a body may be. */
const BODY_LIMITS: readonly (readonly [prefix: string, bytes: number])[] = [
  ["/auth/v1/", 32 * KIB],
  ["/rest/v1/", 16 * MIB],
  ["/storage/v1/", 25 * MIB],
  ["/realtime/v1/", 1 * MIB],
];

export type Limits = {
  /** Sign-ins from one address: a whole shift behind one router comes in within minutes. */
  signIn: RateLimit;
  /** Anything but GET of one token, reads by RPC included. */
  write: RateLimit;
};

export const DEFAULT_LIMITS: Limits = {
  signIn: { burst: 60, perSecond: 1 },
  write: { burst: 600, perSecond: 50 },
};

export type Api = {
  /** False where the address is none of the API's. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<boolean>;
};

export function makeApi(options: {
  stack: Stack;
  auth: AuthGuard;
  realtime: RealtimeServer;
  sessions: SessionCheck;
  limits: Limits;
}): Api {
  const { stack, auth, realtime, sessions } = options;
  const signIns = new RateLimiter(options.limits.signIn);
  const writes = new RateLimiter(options.limits.write);

  function withinLimits(request: IncomingMessage, url: URL): boolean {
    if (request.method === "GET" || request.method === "HEAD") return true;
    if (url.pathname === "/auth/v1/token") {
      return (
        url.searchParams.get("grant_type") !== "password" || signIns.take(clientAddress(request))
      );
    }
    return writes.take(request.headers.authorization ?? clientAddress(request));
  }

  async function answer(request: IncomingMessage, url: URL, body: Buffer): Promise<Response> {
    const asked = toRequest(request, body);
    if (url.pathname.startsWith("/auth/v1/")) {
      const answered = await auth.fetch(asked);
      if (url.pathname === "/auth/v1/logout") sessions.forget();
      return answered;
    }
    if (url.pathname.startsWith("/storage/v1/") && !isKeyed(asked, url)) {
      return Response.json(
        { statusCode: "401", error: "Unauthorized", message: "No API key found in request" },
        { status: 401 },
      );
    }
    if (!(await sessions.isLive(asked.headers.get("authorization")))) {
      return Response.json(
        { code: "PGRST301", message: "Session ended", details: null, hint: null },
        { status: 401 },
      );
    }
    if (url.pathname === "/realtime/v1/api/broadcast") return broadcast(asked);
    return (await stack.rpc.fetch(asked)) ?? stack.lite.fetch(asked);
  }

  async function broadcast(asked: Request): Promise<Response> {
    const caller = readCaller(asked.headers, stack.secrets);
    if (!caller.ok) return caller.refusal;
    const body: unknown = await asked.json().catch(() => null);
    return new Response(null, { status: await realtime.postBroadcast(body, caller.claims) });
  }

  return {
    async handle(request, response) {
      const url = new URL(request.url ?? "/", "http://localhost");
      const limit = BODY_LIMITS.find(([prefix]) => url.pathname.startsWith(prefix));
      if (!limit) return false;
      if (!withinLimits(request, url)) {
        const message = "Request rate limit reached";
        sendError(response, { status: 429, code: "over_request_rate_limit", message });
        return true;
      }
      try {
        const body = await readBody(request, limit[1]);
        await sendResponse(request, response, await answer(request, url, body));
      } catch (error) {
        if (!(error instanceof BodyTooLarge)) throw error;
        const message = `The body is larger than ${limit[1]} bytes`;
        sendError(response, { status: 413, code: "body_too_large", message });
      }
      return true;
    },
  };
}

/** @supabase/lite asks REST and Auth for a key, Storage not; signed addresses carry their own proof. */
function isKeyed(asked: Request, url: URL): boolean {
  if (
    /^\/storage\/v1\/(object\/(public|sign|upload\/sign)|render\/image\/(public|sign))\//.test(
      url.pathname,
    )
  ) {
    return true;
  }
  return asked.headers.has("apikey") || asked.headers.has("authorization");
}

/** Behind a proxy on this machine the address is the one the proxy saw. */
function clientAddress(request: IncomingMessage): string {
  const peer = request.socket.remoteAddress ?? "";
  const forwarded = request.headers["x-forwarded-for"];
  const isLocalProxy = peer === "127.0.0.1" || peer === "::1" || peer === "::ffff:127.0.0.1";
  if (!isLocalProxy || typeof forwarded !== "string") return peer;
  return forwarded.split(",").at(-1)?.trim() ?? peer;
}
