import type { Database, Unlisten } from "../database.ts";
import type { Broadcast } from "./frames.ts";

const BATCH = 200;
const KEEP_MINUTES = 60;

type MessageRow = { id: string; topic: string; event: string | null; payload: unknown };

/** Reads the rows that `realtime.send` left, in the order of their commits, and hands them on. */
export async function feedMessages(
  database: Database,
  deliver: (message: Broadcast) => void,
): Promise<Unlisten> {
  let waiting: string[] = [];
  let reading = false;

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      const ids = waiting.slice(0, BATCH);
      waiting = waiting.slice(BATCH);
      const { rows } = await database.query<MessageRow>(
        `select id, topic, event, payload from realtime.messages
         where id = any($1::uuid[]) and extension = 'broadcast' and private`,
        [ids],
      );
      const byId = new Map(rows.map((row) => [row.id, row]));
      for (const id of ids) {
        const row = byId.get(id);
        if (row) deliver({ topic: row.topic, event: row.event ?? "", payload: row.payload });
      }
    }
  }

  return database.listen("wangge_realtime", (id) => {
    waiting.push(id);
    if (reading) return;
    reading = true;
    drain()
      .catch((error: unknown) => console.error("realtime: reading messages failed:", error))
      .finally(() => {
        reading = false;
      });
  });
}

/** Messages are news, not history: clients catch up from the cases themselves. */
export async function pruneMessages(database: Database): Promise<void> {
  await database.query(
    "delete from realtime.messages where inserted_at < now() - make_interval(mins => $1)",
    [KEEP_MINUTES],
  );
}
