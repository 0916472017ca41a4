import type { AccessClaims } from "./access-token.ts";
import { readCaller } from "./caller.ts";
import type { Database } from "./database.ts";
import { isDatabaseError, statusOf } from "./postgrest-errors.ts";
import type { Secrets } from "./secrets.ts";

type RpcFunction = {
  name: string;
  argNames: string[];
  argTypes: string[];
  /** How many of the last arguments may be left out. */
  defaults: number;
  volatile: boolean;
  returns: "json" | "void" | "scalar";
};

type Functions = ReadonlyMap<string, readonly RpcFunction[]>;
type Call = { fn: RpcFunction; args: Record<string, unknown>; body: string };

export type Rpc = {
  /** Undefined where the call is not of the plain kind: @supabase/lite answers it then. */
  fetch(request: Request): Promise<Response | undefined>;
  reload(): Promise<void>;
};

const STATEMENT_TIMEOUT_MS = 30_000;
const PREFIX = "/rest/v1/rpc/";

/**
 * Calls of functions with named arguments that answer one JSON value: all of ours. Done here as PostgREST
 * does it, because @supabase/lite passes JSON arguments differently on the two databases, loses our error
 * codes, and takes answers of megabytes apart only to write them again.
 */
export async function openRpc(options: { database: Database; secrets: Secrets }): Promise<Rpc> {
  const { database, secrets } = options;
  let functions = await readFunctions(database);

  return {
    async fetch(request) {
      const call = await plainCall(request, functions);
      if (!call) return undefined;
      const caller = readCaller(request.headers, secrets);
      if (!caller.ok) return caller.refusal;
      try {
        return toResponse(call.fn, await run(database, call, caller.claims, request));
      } catch (error) {
        return toErrorResponse(error, caller.claims);
      }
    },
    async reload() {
      functions = await readFunctions(database);
    },
  };
}

async function plainCall(request: Request, functions: Functions): Promise<Call | undefined> {
  const url = new URL(request.url);
  if (!url.pathname.startsWith(PREFIX) || request.method !== "POST" || url.search !== "")
    return undefined;
  const accept = request.headers.get("accept") ?? "*/*";
  if (!/^(\*\/\*|application\/json)/.test(accept) || request.headers.has("prefer"))
    return undefined;
  const profile = request.headers.get("content-profile") ?? "public";
  if (profile !== "public") return undefined;
  const body = (await request.clone().text()) || "{}";
  const args = parseObject(body);
  if (!args) return undefined;
  const fitting = (functions.get(url.pathname.slice(PREFIX.length)) ?? []).filter((fn) =>
    takes(fn, Object.keys(args)),
  );
  const [fn] = fitting;
  return fn && fitting.length === 1 ? { fn, args, body } : undefined;
}

function takes(fn: RpcFunction, given: readonly string[]): boolean {
  const required = fn.argNames.slice(0, fn.argNames.length - fn.defaults);
  return (
    given.every((name) => fn.argNames.includes(name)) &&
    required.every((name) => given.includes(name))
  );
}

async function run(
  database: Database,
  call: Call,
  claims: AccessClaims,
  request: Request,
): Promise<string | null> {
  const connection = await database.lease();
  try {
    // As PostgREST: a function that calls itself stable cannot write.
    await connection.exec(call.fn.volatile ? "begin" : "begin read only");
    await connection.query(
      `select set_config('role', $1, true), set_config('request.jwt.claims', $2, true),
         set_config('request.jwt.claim.sub', $3, true), set_config('request.jwt.claim.role', $1, true),
         set_config('request.method', 'POST', true), set_config('request.path', $4, true),
         set_config('request.headers', $5, true), set_config('statement_timeout', $6, true)`,
      [
        claims.role,
        JSON.stringify(claims),
        claims.sub ?? "",
        `/rpc/${call.fn.name}`,
        JSON.stringify(shownHeaders(request.headers)),
        String(STATEMENT_TIMEOUT_MS),
      ],
    );
    const { sql, parameters } = callSql(call);
    const { rows } = await connection.query<{ body: string | null }>(sql, parameters);
    await connection.exec("commit");
    return rows[0]?.body ?? null;
  } catch (error) {
    await connection.exec("rollback");
    throw error;
  } finally {
    connection.release();
  }
}

/** The arguments are taken out of the JSON by the database, with its own idea of every type. */
function callSql({ fn, args, body }: Call): { sql: string; parameters: string[] } {
  const given = fn.argNames.filter((name) => Object.hasOwn(args, name));
  const list = given.map((name) => `${quoted(name)} := args.${quoted(name)}`).join(", ");
  const value = `public.${quoted(fn.name)}(${list})`;
  const select = fn.returns === "scalar" ? `to_json(${value})::text` : `(${value})::text`;
  if (given.length === 0) return { sql: `select ${select} as body`, parameters: [] };
  const columns = given.map((name) => `${quoted(name)} ${fn.argTypes[fn.argNames.indexOf(name)]}`);
  return {
    sql: `select ${select} as body from json_to_record($1::json) as args(${columns.join(", ")})`,
    parameters: [body],
  };
}

function toResponse(fn: RpcFunction, body: string | null): Response {
  if (fn.returns === "void") return new Response(null, { status: 204 });
  return new Response(body ?? "null", {
    headers: { "Content-Type": "application/json; charset=utf-8" },
  });
}

function toErrorResponse(error: unknown, claims: AccessClaims): Response {
  if (!isDatabaseError(error)) throw error;
  const { code, message, detail: details = null, hint = null } = error;
  const status = statusOf(code, { anonymous: claims.role === "anon" });
  if (status >= 500) console.error("rpc:", error);
  return Response.json({ code, message, details, hint }, { status });
}

/** Who and with what, for the audit log; never the token. */
function shownHeaders(headers: Headers): Record<string, string> {
  const shown = ["user-agent", "x-forwarded-for", "x-client-info", "accept-language"];
  return Object.fromEntries(shown.map((name) => [name, headers.get(name) ?? ""]));
}

async function readFunctions(database: Database): Promise<Functions> {
  const { rows } = await database.query<RpcFunction>(`
    select p.proname as name,
      coalesce(p.proargnames, '{}')::text[] as "argNames",
      array(
        select format_type(t.oid, null) from unnest(p.proargtypes::oid[]) with ordinality as t(oid, n) order by n
      )::text[] as "argTypes",
      p.pronargdefaults::int as defaults,
      p.provolatile = 'v' as volatile,
      case when p.prorettype in ('json'::regtype, 'jsonb'::regtype) then 'json'
           when p.prorettype = 'void'::regtype then 'void' else 'scalar' end as returns
    from pg_proc p
    join pg_type r on r.oid = p.prorettype
    where p.pronamespace = 'public'::regnamespace and p.prokind = 'f' and not p.proretset
      and p.provariadic = 0 and p.proargmodes is null
      and (r.typtype in ('b', 'e', 'd') or p.prorettype = 'void'::regtype)`);
  const byName = new Map<string, RpcFunction[]>();
  for (const fn of rows) {
    if (fn.argNames.length !== fn.argTypes.length) continue;
    byName.set(fn.name, [...(byName.get(fn.name) ?? []), fn]);
  }
  return byName;
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? { ...value }
      : undefined;
  } catch {
    return undefined;
  }
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
