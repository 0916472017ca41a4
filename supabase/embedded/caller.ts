import { type AccessClaims, verifyAccessToken } from "./access-token.ts";
import type { Secrets } from "./secrets.ts";

export type Caller = { ok: true; claims: AccessClaims } | { ok: false; refusal: Response };

const KEY_CLAIM_SECONDS = 60;

/** Who asks: the API key says that one may, the token says who. As Supabase's gateway and PostgREST together. */
export function readCaller(headers: Headers, secrets: Secrets): Caller {
  const key = headers.get("apikey");
  if (!key) return refuse("No API key found in request", "No `apikey` request header was found.");
  const role = roleOfKey(key, secrets);
  if (!role) return refuse("Invalid API key", "Double check your Supabase `apikey`");
  const token = headers.get("authorization")?.replace(/^Bearer\s+/i, "") ?? "";
  if (token === "" || token.startsWith("sb_")) {
    return { ok: true, claims: { role, exp: Date.now() / 1000 + KEY_CLAIM_SECONDS } };
  }
  const now = new Date();
  const claims = verifyAccessToken(token, { jwtSecret: secrets.jwtSecret, now });
  if (!claims) return refuse("JWT invalid or expired", null, "PGRST301");
  return { ok: true, claims };
}

function roleOfKey(key: string, secrets: Secrets): AccessClaims["role"] | null {
  if (key === secrets.publishableKey) return "anon";
  return key === secrets.secretKey ? "service_role" : null;
}

function refuse(message: string, hint: string | null, code: string | null = null): Caller {
  const body = { code, message, details: null, hint };
  return { ok: false, refusal: Response.json(body, { status: 401 }) };
}
