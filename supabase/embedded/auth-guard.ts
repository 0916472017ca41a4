import { verifyAccessToken } from "./access-token.ts";
import type { Database } from "./database.ts";
import type { LiteApp } from "./lite-app.ts";
import type { Secrets } from "./secrets.ts";

/**
 * All that the app uses of Auth. The rest would open a back door to an account: codes by mail, other providers,
 * a new password without the old one (that is the RPC change_my_password).
 */
const OPEN_ROUTES = new Set([
  "POST /auth/v1/token",
  "POST /auth/v1/logout",
  "GET /auth/v1/user",
  "GET /auth/v1/settings",
  "GET /auth/v1/health",
  // Answered with "Signups not allowed", as on Supabase.
  "POST /auth/v1/signup",
]);

/** A refused sign-in takes as long for a name that exists as for one that does not. */
const REFUSAL_MS = 400;
const REJECTED = "Further password verification attempts will be rejected.";

type Account = { id: string; banned: boolean };
type HookAnswer = { decision?: string; message?: string } | null;

export type AuthGuard = { fetch(request: Request): Promise<Response> };

/** Stands before Auth: fewer routes, lock-out after failures, closed accounts. */
export function guardAuth(options: {
  database: Database;
  lite: LiteApp;
  secrets: Secrets;
}): AuthGuard {
  const { database, lite, secrets } = options;
  const hook = passwordHook(database);

  async function signIn(request: Request): Promise<Response> {
    const startedMs = performance.now();
    const body = await jsonOf(request.clone());
    const account = await findByEmail(database, body.email);
    if (account?.banned) return refusal("user_banned", "User is banned");
    const answer = await lite.fetch(request);
    const verdict = account ? await judge(answer, account) : answer;
    if (!verdict.ok) await delay(startedMs + REFUSAL_MS - performance.now());
    return verdict;
  }

  async function judge(answer: Response, account: Account): Promise<Response> {
    const valid = answer.ok;
    if (!valid && (await errorCode(answer)) !== "invalid_credentials") return answer;
    const verdict = await hook(account.id, valid);
    if (verdict?.decision !== "reject") return answer;
    if (valid) await endSession(await answer.clone().json());
    return refusal("invalid_credentials", verdict.message ?? REJECTED);
  }

  async function endSession(session: { access_token?: string }): Promise<void> {
    const { jwtSecret } = secrets;
    const claims = verifyAccessToken(session.access_token ?? "", { jwtSecret, now: new Date() });
    if (!claims?.session_id) return;
    await database.query("delete from auth.sessions where id = $1", [claims.session_id]);
  }

  async function refresh(request: Request): Promise<Response> {
    const { refresh_token: token } = await jsonOf(request.clone());
    const { rows } = await database.query(
      `select 1 from auth.refresh_tokens t join auth.users u on u.id = t.user_id
       where t.token = $1 and (u.banned_until > now() or u.deleted_at is not null)`,
      [String(token ?? "")],
    );
    return rows.length > 0 ? refusal("user_banned", "User is banned") : lite.fetch(request);
  }

  return {
    async fetch(request) {
      const url = new URL(request.url);
      const route = `${request.method} ${url.pathname.replace(/\/+$/, "")}`;
      if (!OPEN_ROUTES.has(route)) {
        return refusal("email_provider_disabled", "This way of signing in is not offered", 422);
      }
      if (route !== "POST /auth/v1/token") return lite.fetch(request);
      const grant = url.searchParams.get("grant_type");
      if (grant === "password") return signIn(request);
      if (grant === "refresh_token") return refresh(request);
      return refusal("validation_failed", "unsupported grant_type");
    },
  };
}

/** `private.password_verification_attempt`, signed as the hook of hosted Supabase; picked up when it appears. */
function passwordHook(database: Database) {
  let present = false;
  return async (userId: string, valid: boolean): Promise<HookAnswer> => {
    if (!present) {
      const { rows } = await database.query<{ present: boolean }>(
        "select to_regprocedure('private.password_verification_attempt(jsonb)') is not null as present",
      );
      present = rows[0]?.present ?? false;
    }
    if (!present) return null;
    const { rows } = await database.query<{ answer: HookAnswer }>(
      "select private.password_verification_attempt($1::jsonb) as answer",
      [JSON.stringify({ user_id: userId, valid })],
    );
    return rows[0]?.answer ?? null;
  };
}

async function findByEmail(database: Database, email: unknown): Promise<Account | null> {
  if (typeof email !== "string") return null;
  const { rows } = await database.query<Account>(
    `select id, coalesce(banned_until > now(), false) or deleted_at is not null as banned
     from auth.users where email = lower($1) and not is_sso_user`,
    [email],
  );
  return rows[0] ?? null;
}

async function jsonOf(request: Request): Promise<Record<string, unknown>> {
  try {
    const body: unknown = await request.json();
    return typeof body === "object" && body !== null ? { ...body } : {};
  } catch {
    return {};
  }
}

async function errorCode(answer: Response): Promise<string> {
  const body = (await answer.clone().json()) as { error_code?: string };
  return body.error_code ?? "";
}

function refusal(code: string, message: string, status = 400): Response {
  const body = { code: status, error_code: code, msg: message };
  return Response.json(body, { status, headers: { "X-Sb-Error-Code": code } });
}

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));
}
