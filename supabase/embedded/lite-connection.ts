import type { Connection, IConnectionConfig, VarsContext } from "@supabase/lite";
import { PgliteConnection } from "@supabase/lite/pglite";
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  sql,
} from "kysely";
import type { Database, Lease } from "./database.ts";
import { passThrough } from "./postgrest-errors.ts";

/** Nobody else may be claimed in a token, whoever signed it. */
const API_ROLES = new Set(["anon", "authenticated", "service_role"]);
const STATEMENT_TIMEOUT_MS = 30_000;

/** The parts of @supabase/lite's PostgreSQL connection that are replaced here; it does not export the class. */
type PostgresConnection = Connection<Database> & {
  rlsState: "unknown" | "inactive" | "active";
  withContext<T>(
    vars: VarsContext | undefined,
    run: (db: Kysely<unknown>) => Promise<T>,
    options?: object,
  ): Promise<T>;
  runInTransaction<T>(run: (db: Kysely<unknown>) => Promise<T>): Promise<T>;
};
const PostgresConnectionBase = Object.getPrototypeOf(PgliteConnection) as new (
  config: IConnectionConfig,
) => PostgresConnection;

/**
 * The connection of @supabase/lite over our own `Database`, for three reasons:
 * its PGlite driver lets two requests interleave inside one transaction, so that one could read as the other;
 * at the first request it grants everything in every schema with row level security to the API roles;
 * and its PostgreSQL driver needs a second client library.
 */
export class LiteConnection extends PostgresConnectionBase {
  /** Inherited; declared because the published type of the base class is abstract. */
  declare introspect: Connection["introspect"];
  override driver: Database;
  override dialect = "postgres" as const;

  constructor(database: Database) {
    super({});
    this.driver = database;
    this.kysely = new Kysely<unknown>({
      dialect: {
        createAdapter: () => new PostgresAdapter(),
        createDriver: () => new DatabaseDriver(database),
        createIntrospector: (db) => new PostgresIntrospector(db),
        createQueryCompiler: () => new PostgresQueryCompiler(),
      },
    });
    // "unknown" would make it hand out the blanket grants; ours are written in the migrations.
    this.rlsState = "active";
  }

  override withContext<T>(
    vars: VarsContext | undefined,
    run: (db: Kysely<unknown>) => Promise<T>,
    options?: object,
  ): Promise<T> {
    return this.driver.scoped(() => super.withContext(vars, run, options));
  }

  override runInTransaction<T>(run: (db: Kysely<unknown>) => Promise<T>): Promise<T> {
    return this.driver.scoped(() => super.runInTransaction(run));
  }

  /** Replaces six round trips by one. */
  async applyJwtSessionContext(
    db: Kysely<unknown>,
    vars: { auth?: SessionClaims; storage?: { operation?: string } },
  ): Promise<void> {
    const role = vars.auth?.role ?? "anon";
    if (!API_ROLES.has(role)) throw new Error(`The role ${role} is not served.`);
    const claims = vars.auth?.jwt ?? { role };
    await sql`select set_config('role', ${role}, true),
      set_config('request.jwt.claim.sub', ${vars.auth?.uid ?? ""}, true),
      set_config('request.jwt.claim.role', ${role}, true),
      set_config('request.jwt.claims', ${JSON.stringify(claims)}, true),
      set_config('storage.operation', ${vars.storage?.operation ?? ""}, true),
      set_config('statement_timeout', ${String(STATEMENT_TIMEOUT_MS)}, true)`.execute(db);
  }

  override normalizeDbError(error: unknown): unknown {
    return passThrough(error);
  }

  override async close(): Promise<void> {
    await this.kysely.destroy();
  }
}

type SessionClaims = {
  role?: string | null;
  uid?: string | null;
  jwt?: Record<string, unknown> | null;
};

/** Each connection Kysely asks for is a lease: alone until it gives it back. */
class DatabaseDriver implements Driver {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  async init(): Promise<void> {}
  async destroy(): Promise<void> {}

  async acquireConnection(): Promise<LeasedConnection> {
    return new LeasedConnection(await this.database.lease());
  }

  async releaseConnection(connection: LeasedConnection): Promise<void> {
    connection.lease.release();
  }

  async beginTransaction(connection: LeasedConnection): Promise<void> {
    await connection.lease.exec("begin");
  }

  async commitTransaction(connection: LeasedConnection): Promise<void> {
    await connection.lease.exec("commit");
  }

  async rollbackTransaction(connection: LeasedConnection): Promise<void> {
    await connection.lease.exec("rollback");
  }
}

class LeasedConnection implements DatabaseConnection {
  readonly lease: Lease;

  constructor(lease: Lease) {
    this.lease = lease;
  }

  async executeQuery<Row>(compiled: CompiledQuery) {
    const result = await this.lease.query<Row>(compiled.sql, compiled.parameters);
    return { rows: result.rows, numAffectedRows: BigInt(result.affectedRows) };
  }

  // biome-ignore lint/correctness/useYield: the interface demands a generator; nothing here streams.
  async *streamQuery(): AsyncGenerator<never> {
    throw new Error("Streaming is not used.");
  }
}
