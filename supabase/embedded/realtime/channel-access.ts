import { randomUUID } from "node:crypto";
import type { AccessClaims } from "../access-token.ts";
import type { Database, Queryable } from "../database.ts";

export type ChannelAccess = {
  readBroadcast: boolean;
  writeBroadcast: boolean;
  readPresence: boolean;
  writePresence: boolean;
};

const NO_ACCESS: ChannelAccess = {
  readBroadcast: false,
  writeBroadcast: false,
  readPresence: false,
  writePresence: false,
};

/**
 * What the policies of `realtime.messages` let this caller do on a topic, asked the way Supabase asks:
 * rows are put in, the caller tries to see and to add some, and all of it is rolled back.
 */
export async function probeAccess(
  database: Database,
  { claims, topic }: { claims: AccessClaims; topic: string },
): Promise<ChannelAccess> {
  const connection = await database.lease();
  try {
    await connection.exec("begin");
    try {
      if (await sessionEnded(connection, claims)) return NO_ACCESS;
      return await probe(connection, { claims, topic });
    } finally {
      await connection.exec("rollback");
    }
  } finally {
    connection.release();
  }
}

/** Signed out, or ended by the administrator: the token lives on, the person's rights do not. */
async function sessionEnded(tx: Queryable, claims: AccessClaims): Promise<boolean> {
  if (!claims.session_id) return false;
  const { rows } = await tx.query("select 1 from auth.sessions where id = $1", [claims.session_id]);
  return rows.length === 0;
}

async function probe(
  tx: Queryable,
  { claims, topic }: { claims: AccessClaims; topic: string },
): Promise<ChannelAccess> {
  const broadcast = randomUUID();
  const presence = randomUUID();
  await tx.query(
    `insert into realtime.messages (id, topic, extension, private)
     values ($1, $3, 'broadcast', true), ($2, $3, 'presence', true)`,
    [broadcast, presence, topic],
  );
  await tx.query(
    `select set_config('role', $1, true), set_config('realtime.topic', $2, true),
       set_config('request.jwt.claims', $3, true), set_config('request.jwt.claim.sub', $4, true),
       set_config('request.jwt.claim.role', $1, true)`,
    [claims.role, topic, JSON.stringify(claims), claims.sub ?? ""],
  );
  const { rows } = await tx.query<{ extension: string }>(
    "select extension from realtime.messages where id in ($1, $2)",
    [broadcast, presence],
  );
  const readable = new Set(rows.map((row) => row.extension));
  return {
    readBroadcast: readable.has("broadcast"),
    readPresence: readable.has("presence"),
    writeBroadcast: await mayWrite(tx, topic, "broadcast"),
    writePresence: await mayWrite(tx, topic, "presence"),
  };
}

async function mayWrite(tx: Queryable, topic: string, extension: string): Promise<boolean> {
  await tx.exec("savepoint write_probe");
  try {
    await tx.query(
      "insert into realtime.messages (topic, extension, private) values ($1, $2, true)",
      [topic, extension],
    );
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "42501") return false;
    throw error;
  } finally {
    await tx.exec("rollback to savepoint write_probe");
  }
}
