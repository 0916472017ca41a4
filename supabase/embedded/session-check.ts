import { verifyAccessToken } from "./access-token.ts";
import type { Database } from "./database.ts";
import type { Secrets } from "./secrets.ts";

const TRUSTED_MS = 10_000;
const MAX_REMEMBERED = 20_000;

export type SessionCheck = {
  /** False for the token of a session that was ended; true for a live one and for no token at all. */
  isLive(authorization: string | null): Promise<boolean>;
  /** After a sign-out: ask the table again at once. */
  forget(): void;
};

/** An access token lives for an hour; an ended session must not. Asked of the table once in ten seconds. */
export function checkSessions(database: Database, secrets: Secrets): SessionCheck {
  const seen = new Map<string, number>();
  return {
    async isLive(authorization) {
      const token = authorization?.replace(/^Bearer\s+/i, "") ?? "";
      const now = new Date();
      const claims = verifyAccessToken(token, { jwtSecret: secrets.jwtSecret, now });
      // Forged and outlived tokens are refused further in, with the message supabase-js knows.
      if (!claims?.session_id) return true;
      if ((seen.get(claims.session_id) ?? 0) > now.getTime() - TRUSTED_MS) return true;
      const { rows } = await database.query("select 1 from auth.sessions where id = $1", [
        claims.session_id,
      ]);
      if (rows.length === 0) return false;
      if (seen.size > MAX_REMEMBERED) seen.clear();
      seen.set(claims.session_id, now.getTime());
      return true;
    },
    forget: () => seen.clear(),
  };
}
