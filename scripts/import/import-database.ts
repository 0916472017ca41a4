import type { Database } from "../../supabase/embedded/database.ts";

export type Statement = { sql: string; params?: readonly unknown[] };

/**
 * What an import asks of a database: single statements, and lists of statements that stand or fall together. It can
 * be spoken over the socket of a running server, which answers others between two calls.
 */
export type ImportDatabase = {
  readonly kind: "embedded" | "native";
  query<Row>(sql: string, params?: readonly unknown[]): Promise<Row[]>;
  transaction(statements: readonly Statement[]): Promise<void>;
};

export function importDatabaseOf(database: Database): ImportDatabase {
  return {
    kind: database.kind,
    async query<Row>(sql: string, params: readonly unknown[] = []) {
      return (await database.query<Row>(sql, params)).rows;
    },
    transaction: (statements) =>
      database.transaction(async (tx) => {
        for (const { sql, params = [] } of statements) await tx.query(sql, params);
      }),
  };
}

/** Nobody is sent fifteen thousand messages: clients see imported cases when they next fetch. */
export const rowTriggersOff: Statement = { sql: "select set_config('wangge.bulk', 'on', true)" };
