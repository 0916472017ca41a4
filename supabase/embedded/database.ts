import { AsyncLocalStorage } from "node:async_hooks";

/** Rows come back alike from PGlite and from pg: see `value-parsers.ts`. */
export type QueryResult<Row> = {
  rows: Row[];
  /** Rows inserted, updated or deleted; 0 for a select. */
  affectedRows: number;
};

export type Queryable = {
  query<Row = Record<string, unknown>>(
    sql: string,
    parameters?: readonly unknown[],
  ): Promise<QueryResult<Row>>;
  /** Several statements in one string, without parameters. */
  exec(sql: string): Promise<void>;
};

/** One connection for the holder alone, until released. */
export type Lease = Queryable & { release(): void };

export type Unlisten = () => Promise<void>;

/** One interface over PGlite (one connection, queued) and pg (a pool). */
export type Database = Queryable & {
  readonly kind: "embedded" | "native";
  /** begin … commit, or rollback when `run` throws. Queries made inside through `Database` join it. */
  transaction<T>(run: (tx: Queryable) => Promise<T>): Promise<T>;
  lease(): Promise<Lease>;
  /** `run` and what it awaits share a connection while one of them holds it. */
  scoped<T>(run: () => Promise<T>): Promise<T>;
  listen(channel: string, onPayload: (payload: string) => void): Promise<Unlisten>;
  /** Embedded only: the data folder as a tar, for backups and for prepared test databases. */
  dumpDataDir(): Promise<Blob>;
  close(): Promise<void>;
};

type Scope = { held: Lease | null };

/** How a backend gives out connections; `makeDatabase` adds transactions and scopes. */
export type Backend = Pick<Database, "kind" | "dumpDataDir" | "close"> & {
  connect(): Promise<Lease>;
  listen(channel: string, onPayload: (payload: string) => void): Promise<Unlisten>;
};

export function makeDatabase(backend: Backend): Database {
  // PGlite has a single connection: a query made through the database while the same task holds a
  // transaction open would wait for itself for ever, so it joins the transaction instead.
  const scopes = new AsyncLocalStorage<Scope>();

  async function lease(): Promise<Lease> {
    const scope = scopes.getStore();
    if (scope?.held) return borrowed(scope.held);
    const connection = await backend.connect();
    if (!scope) return connection;
    const held: Lease = {
      query: connection.query,
      exec: connection.exec,
      release() {
        if (scope.held === held) scope.held = null;
        connection.release();
      },
    };
    // Two tasks of one scope may have waited side by side; the first stays the scope's own.
    scope.held ??= held;
    return held;
  }

  async function withLease<T>(run: (connection: Queryable) => Promise<T>): Promise<T> {
    const connection = await lease();
    try {
      return await run(connection);
    } finally {
      connection.release();
    }
  }

  const scoped = <T>(run: () => Promise<T>): Promise<T> =>
    scopes.getStore()?.held ? run() : scopes.run({ held: null }, run);

  return {
    kind: backend.kind,
    query: (sql, parameters) => withLease((connection) => connection.query(sql, parameters)),
    exec: (sql) => withLease((connection) => connection.exec(sql)),
    transaction: (run) => scoped(() => withLease((connection) => inTransaction(connection, run))),
    lease,
    scoped,
    listen: (channel, onPayload) =>
      // Notifications arrive inside whatever task ran the statement: they must not join its transaction.
      backend.listen(channel, (payload) =>
        scopes.exit(() => {
          setImmediate(onPayload, payload);
        }),
      ),
    dumpDataDir: backend.dumpDataDir,
    close: backend.close,
  };
}

function borrowed(holder: Lease): Lease {
  return { query: holder.query, exec: holder.exec, release() {} };
}

async function inTransaction<T>(
  connection: Queryable,
  run: (tx: Queryable) => Promise<T>,
): Promise<T> {
  await connection.exec("begin");
  try {
    const answer = await run(connection);
    await connection.exec("commit");
    return answer;
  } catch (error) {
    await connection.exec("rollback");
    throw error;
  }
}
