import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { ListenOptions } from "../../supabase/embedded/http/listener.ts";

const DEFAULT_PORT = 8080;

/** Something in the environment that a person has to put right. */
export class StartRefused extends Error {
  override name = "StartRefused";
}

export type Settings = {
  listen: ListenOptions;
  dataDir: string;
  databaseUrl: string | undefined;
  supabase: { url: string; publishableKey: string } | undefined;
  /** A new folder is filled with the demo city. */
  demo: boolean;
};

/** Reads the environment as `.env.example` describes it. */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const databaseUrl = env.DATABASE_URL || undefined;
  return {
    listen: readListen(env),
    dataDir: resolve(env.DATA_DIR || ".wangge"),
    databaseUrl,
    supabase: readSupabase(env),
    // A database server is where a real city goes: it gets the demo only when asked to.
    demo: databaseUrl ? env.WANGGE_DEMO === "1" : env.WANGGE_EMPTY !== "1",
  };
}

function readListen(env: Readonly<Record<string, string | undefined>>): ListenOptions {
  const port = Number(env.PORT || DEFAULT_PORT);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new StartRefused(`PORT=${env.PORT} 不是端口号。PORT=${env.PORT} is no port number.`);
  }
  const { TLS_CERT: certFile, TLS_KEY: keyFile } = env;
  if (!certFile && !keyFile) return { host: env.HOST || "127.0.0.1", port };
  if (!certFile || !keyFile) {
    throw new StartRefused("TLS_CERT 和 TLS_KEY 必须同时设置。TLS_CERT and TLS_KEY go together.");
  }
  for (const file of [certFile, keyFile]) {
    if (!existsSync(file)) throw new StartRefused(`找不到文件 ${file}。There is no file ${file}.`);
  }
  return { host: env.HOST || "0.0.0.0", port, tls: { certFile, keyFile } };
}

function readSupabase(env: Readonly<Record<string, string | undefined>>): Settings["supabase"] {
  if (!env.SUPABASE_URL) return undefined;
  const publishableKey = env.SUPABASE_PUBLISHABLE_KEY;
  if (!URL.canParse(env.SUPABASE_URL) || !publishableKey) {
    throw new StartRefused(
      "SUPABASE_URL 应为网址，并同时设置 SUPABASE_PUBLISHABLE_KEY。" +
        " SUPABASE_URL must be an address and comes with SUPABASE_PUBLISHABLE_KEY.",
    );
  }
  return { url: env.SUPABASE_URL, publishableKey };
}
