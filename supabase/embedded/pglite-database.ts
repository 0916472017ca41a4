import { mkdirSync } from "node:fs";
import { PGlite } from "@electric-sql/pglite";
import { btree_gist } from "@electric-sql/pglite/contrib/btree_gist";
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm";
import { pgcrypto } from "@electric-sql/pglite/contrib/pgcrypto";
import { postgis } from "@electric-sql/pglite-postgis";
import { type Database, type Lease, makeDatabase } from "./database.ts";
import { Mutex } from "./mutex.ts";
import { VALUE_PARSERS } from "./value-parsers.ts";

export type PgliteOptions = {
  /** Folder on disk; left out: in memory. */
  folder?: string | undefined;
  /** A tar made by `dumpDataDir`, loaded into a new database. */
  loadDataDir?: Blob | undefined;
  /** The engine itself broke down (out of memory, say): nothing can be asked of it any more. */
  onBreakdown?: ((error: Error) => void) | undefined;
};

/** Opens PGlite with the extensions the migrations ask for. The caller keeps two processes off one folder. */
export async function openPglite(options: PgliteOptions): Promise<Database> {
  if (options.folder) mkdirSync(options.folder, { recursive: true, mode: 0o700 });
  const pglite = await PGlite.create({
    ...(options.folder ? { dataDir: options.folder } : {}),
    ...(options.loadDataDir ? { loadDataDir: options.loadDataDir } : {}),
    extensions: { postgis, pgcrypto, btree_gist, pg_trgm },
    parsers: VALUE_PARSERS,
  });
  await pglite.exec(`set time zone 'UTC'; set search_path = "$user", public, extensions;`);
  return makeDatabase(pgliteBackend(pglite, options.onBreakdown ?? (() => {})));
}

function pgliteBackend(pglite: PGlite, onBreakdown: (error: Error) => void) {
  const turns = new Mutex();

  async function watched<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      if (error instanceof WebAssembly.RuntimeError) onBreakdown(error);
      throw error;
    }
  }

  async function connect(): Promise<Lease> {
    const release = await turns.acquire();
    let open = true;
    const check = () => {
      if (!open) throw new Error("This connection was already given back.");
    };
    return {
      async query<Row>(sql: string, parameters: readonly unknown[] = []) {
        check();
        const result = await watched(pglite.query<Row>(sql, [...parameters]));
        return { rows: result.rows, affectedRows: result.affectedRows ?? 0 };
      },
      async exec(sql: string) {
        check();
        await watched(pglite.exec(sql));
      },
      release() {
        open = false;
        release();
      },
    };
  }

  return {
    kind: "embedded" as const,
    connect,
    async listen(channel: string, onPayload: (payload: string) => void) {
      const connection = await connect();
      try {
        const unlisten = await pglite.listen(channel, onPayload);
        return () => unlisten();
      } finally {
        connection.release();
      }
    },
    async dumpDataDir() {
      const connection = await connect();
      try {
        return await pglite.dumpDataDir("none");
      } finally {
        connection.release();
      }
    },
    async close() {
      const release = await turns.acquire();
      await pglite.close();
      release();
    },
  };
}
