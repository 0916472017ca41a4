import { appConfig } from "./config.ts";

const PROBE_TIMEOUT_MS = 2000;

/** Whether the server answers now. Our own server says so at /healthz, a Supabase project at its Auth. */
export async function isServerReachable(signal: AbortSignal): Promise<boolean> {
  const { mode, url, publishableKey } = appConfig();
  const isOwn = mode !== "supabase";
  const target = isOwn ? "/healthz" : `${url}/auth/v1/health`;
  try {
    const response = await fetch(target, {
      cache: "no-store",
      headers: isOwn ? {} : { apikey: publishableKey },
      signal: AbortSignal.any([signal, AbortSignal.timeout(PROBE_TIMEOUT_MS)]),
    });
    return response.ok;
  } catch {
    return false;
  }
}
