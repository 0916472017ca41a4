import pg from "pg";
import { type Database, type Lease, makeDatabase, type Unlisten } from "./database.ts";
import { typedParameters } from "./pg-parameters.ts";
import { VALUE_PARSERS } from "./value-parsers.ts";

const POOL_SIZE = 12;
const RECONNECT_MS = 1_000;

/** Arrays that pg would leave as text or turn into Dates, by the type of their elements; PGlite knows all by itself. */
const ARRAY_ELEMENTS: Record<number, number> = {
  199: 114, // json[]
  1003: 19, // name[]
  1016: 20, // int8[]
  1115: 1114, // timestamp[]
  1182: 1082, // date[]
  1183: 1083, // time[]
  1185: 1184, // timestamptz[]
  1231: 1700, // numeric[]
  3807: 3802, // jsonb[]
};
// 1009 is text[]; the published list of types has no arrays in it.
const parseTextArray = pg.types.getTypeParser(
  1009 as Parameters<typeof pg.types.getTypeParser>[0],
  "text",
) as (text: string) => (string | null)[];

function parserOf(oid: number): ((text: string) => unknown) | undefined {
  const element = ARRAY_ELEMENTS[oid];
  if (element === undefined) return VALUE_PARSERS[oid];
  const parse = VALUE_PARSERS[element] ?? ((text: string) => text);
  return (text) => parseTextArray(text).map((item) => (item === null ? null : parse(item)));
}

const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: "text" | "binary") =>
    (format !== "binary" && parserOf(oid)) ||
    pg.types.getTypeParser(oid, format as "text")) as typeof pg.types.getTypeParser,
};

const SESSION = `-c TimeZone=UTC -c search_path="$user",public,extensions -c client_encoding=UTF8`;

/** Opens PostgreSQL. Any number of processes may share it. */
export async function openPg(databaseUrl: string): Promise<Database> {
  const settings = { connectionString: databaseUrl, options: SESSION, types };
  const pool = new pg.Pool({ ...settings, max: POOL_SIZE, application_name: "wangge" });
  // An idle connection that dies (server restarted) is replaced by the pool; without a listener it would throw.
  pool.on("error", () => {});
  const probe = await pool.connect();
  probe.release();
  const listener = new PgListener(settings);
  return makeDatabase({
    kind: "native",
    connect: async () => pgLease(await pool.connect()),
    listen: (channel, onPayload) => listener.listen(channel, onPayload),
    dumpDataDir: () => Promise.reject(new Error("A native database has no data folder.")),
    async close() {
      await listener.close();
      await pool.end();
    },
  });
}

function pgLease(client: pg.PoolClient): Lease {
  let broken: Error | undefined;
  const onError = (error: Error) => {
    broken = error;
  };
  client.on("error", onError);
  return {
    async query<Row>(sql: string, parameters: readonly unknown[] = []) {
      const result = await client.query(sql, await typedParameters(client, sql, parameters));
      // Rows are typed by the caller, as with every SQL driver.
      const rows = result.rows as Row[];
      return { rows, affectedRows: result.command === "SELECT" ? 0 : (result.rowCount ?? 0) };
    },
    async exec(sql: string) {
      await client.query(sql);
    },
    release() {
      client.off("error", onError);
      client.release(broken);
    },
  };
}

type Handlers = Map<string, Set<(payload: string) => void>>;

/** One connection of its own for LISTEN: the pool's come and go. Opens again after a break. */
class PgListener {
  private readonly handlers: Handlers = new Map();
  private client: Promise<pg.Client> | undefined;
  private closed = false;
  private retry: NodeJS.Timeout | undefined;
  private readonly settings: pg.ClientConfig;

  constructor(settings: pg.ClientConfig) {
    this.settings = settings;
  }

  async listen(channel: string, onPayload: (payload: string) => void): Promise<Unlisten> {
    const client = await this.connected();
    const known = this.handlers.get(channel);
    const set = known ?? new Set();
    set.add(onPayload);
    this.handlers.set(channel, set);
    if (!known) await client.query(`listen ${client.escapeIdentifier(channel)}`);
    return async () => {
      set.delete(onPayload);
    };
  }

  private connected(): Promise<pg.Client> {
    this.client ??= this.open().catch((error: unknown) => {
      this.client = undefined;
      throw error;
    });
    return this.client;
  }

  private async open(): Promise<pg.Client> {
    const client = new pg.Client({ ...this.settings, keepAlive: true });
    client.on("notification", (message) => {
      for (const handler of this.handlers.get(message.channel) ?? [])
        handler(message.payload ?? "");
    });
    client.on("error", () => this.reopenSoon());
    client.on("end", () => this.reopenSoon());
    await client.connect();
    for (const channel of this.handlers.keys()) {
      await client.query(`listen ${client.escapeIdentifier(channel)}`);
    }
    return client;
  }

  /** What was notified meanwhile is lost; clients make up for it by their catch-up every 20 s. */
  private reopenSoon(): void {
    if (this.closed || this.retry) return;
    this.client = undefined;
    this.retry = setTimeout(() => {
      this.retry = undefined;
      if (!this.closed) this.connected().catch(() => this.reopenSoon());
    }, RECONNECT_MS).unref();
  }

  async close(): Promise<void> {
    this.closed = true;
    const client = await this.client?.catch(() => undefined);
    await client?.end().catch(() => {});
  }
}
