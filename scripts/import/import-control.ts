import { type ControlHandlers, callControl } from "../../supabase/embedded/control-socket.ts";
import type { Database } from "../../supabase/embedded/database.ts";
import { z } from "../../web/src/domain/zod.ts";
import { type ImportDatabase, importDatabaseOf, type Statement } from "./import-database.ts";

const statementSchema = z.object({ sql: z.string(), params: z.array(z.unknown()) });
const requestSchema = z.discriminatedUnion("op", [
  z.object({ op: z.literal("hello") }),
  z.object({ op: z.literal("query"), statement: statementSchema }),
  z.object({ op: z.literal("transaction"), statements: z.array(statementSchema) }),
]);

const helloSchema = z.object({ kind: z.enum(["embedded", "native"]) });
const rowsSchema = z.object({ rows: z.array(z.unknown()) });

/**
 * `npm run import` reaches a running server here. The terminal's process reads, checks and assigns; the server gets
 * one statement or one transaction at a time and answers everybody else in between. The socket is the owner's alone.
 */
export function importControl({ db }: { db: Database }): ControlHandlers {
  const database = importDatabaseOf(db);
  return {
    async import(args) {
      const request = requestSchema.parse(args);
      if (request.op === "hello") return { kind: db.kind };
      if (request.op === "transaction") {
        await database.transaction(request.statements);
        return null;
      }
      return { rows: await database.query(request.statement.sql, request.statement.params) };
    },
  };
}

/** The database of a running server, or undefined where none runs on the folder. */
export async function databaseOfServer(dataDir: string): Promise<ImportDatabase | undefined> {
  const call = (args: z.input<typeof requestSchema>) =>
    callControl({ dataDir, command: "import", args });
  const hello = await call({ op: "hello" });
  if (!hello) return undefined;
  const { kind } = helloSchema.parse(hello.result);
  const spoken = ({ sql, params = [] }: Statement) => ({ sql, params: [...params] });
  const ask = async (args: z.input<typeof requestSchema>): Promise<unknown> => {
    const answer = await call(args);
    if (!answer) throw new Error("服务已停止 The server has stopped.");
    return answer.result;
  };
  return {
    kind,
    async query<Row>(sql: string, params: readonly unknown[] = []) {
      const { rows } = rowsSchema.parse(
        await ask({ op: "query", statement: spoken({ sql, params }) }),
      );
      // Typed by the caller, as with every SQL driver.
      return rows as Row[];
    },
    async transaction(statements) {
      await ask({ op: "transaction", statements: statements.map(spoken) });
    },
  };
}
