import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import type { AppConfig } from "../domain/schemas/config.ts";

/** Where the session lies in the browser; sign-out wipes it with everything else. */
export const SESSION_STORAGE_KEY = "wangge.session";

/** A dead server must be noticed within seconds, or the badge lies. */
const HEARTBEAT_MS = 4000;
const REALTIME_TIMEOUT_MS = 4000;

let client: SupabaseClient | null = null;

export function startClient(config: AppConfig): SupabaseClient {
  const url = new URL(config.url || "/", window.location.href).href.replace(/\/$/, "");
  client = createClient(url, config.publishableKey, {
    auth: {
      storageKey: SESSION_STORAGE_KEY,
      persistSession: true,
      autoRefreshToken: true,
      detectSessionInUrl: false,
    },
    realtime: {
      heartbeatIntervalMs: HEARTBEAT_MS,
      timeout: REALTIME_TIMEOUT_MS,
      reconnectAfterMs: (tries: number) => [500, 1000, 2000][tries - 1] ?? 3000,
    },
  });
  return client;
}

export function supabase(): SupabaseClient {
  if (client === null) throw new Error("startClient comes first");
  return client;
}
