import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "../../web/src/domain/zod.ts";

const claimsSchema = z.looseObject({
  sub: z.uuid().optional(),
  role: z.enum(["anon", "authenticated", "service_role"]),
  exp: z.number(),
  session_id: z.string().optional(),
});

export type AccessClaims = z.infer<typeof claimsSchema>;

/** The claims of an HS256 token of ours; null when it is forged, malformed or past its time. */
export function verifyAccessToken(
  token: string,
  { jwtSecret, now }: { jwtSecret: string; now: Date },
): AccessClaims | null {
  const [header, payload, signature, ...rest] = token.split(".");
  if (!header || !payload || !signature || rest.length > 0) return null;
  const expected = createHmac("sha256", jwtSecret).update(`${header}.${payload}`).digest();
  const given = Buffer.from(signature, "base64url");
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  if (decode(header)?.alg !== "HS256") return null;
  const claims = claimsSchema.safeParse(decode(payload));
  if (!claims.success || claims.data.exp * 1000 <= now.getTime()) return null;
  return claims.data;
}

/** For tests and for the server's own calls. */
export function signAccessToken(claims: AccessClaims, jwtSecret: string): string {
  const body = [{ alg: "HS256", typ: "JWT" }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
    .join(".");
  return `${body}.${createHmac("sha256", jwtSecret).update(body).digest("base64url")}`;
}

function decode(part: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
    return typeof value === "object" && value !== null ? { ...value } : null;
  } catch {
    return null;
  }
}
