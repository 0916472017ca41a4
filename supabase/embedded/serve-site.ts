import { type ClientConfig, originOf } from "./client-config.ts";
import { sendError } from "./http/exchange.ts";
import { type ListenOptions, listen } from "./http/listener.ts";
import { sendHealth } from "./http/progress-page.ts";
import { openStaticSite } from "./http/static-site.ts";
import { sendConfig } from "./start-server.ts";

/** Only the page: database and API are a Supabase project elsewhere. */
export async function serveSite(options: {
  listen: ListenOptions;
  distFolder: string;
  supabaseUrl: string;
  publishableKey: string;
}): Promise<{ url: string; close(): Promise<void> }> {
  const { origin, host, protocol } = new URL(options.supabaseUrl);
  const socketOrigin = `${protocol === "https:" ? "wss" : "ws"}://${host}`;
  const site = openStaticSite(options.distFolder, [origin, socketOrigin]);
  const { publishableKey } = options;
  const config: ClientConfig = { url: origin, publishableKey, mode: "supabase", demo: false };
  const { url, close } = await listen(options.listen, (request, response) => {
    if (request.url === "/healthz") {
      sendHealth(response, {
        status: "ready",
        phase: "ready",
        detail: originOf(request),
        elapsed_ms: 0,
      });
    } else if (request.url === "/config.json") {
      sendConfig(response, config);
    } else {
      site
        .serve(request, response)
        .then((served) => {
          if (!served)
            sendError(response, { status: 404, code: "not_found", message: "Not found" });
        })
        .catch(() => sendError(response, { status: 500, code: "failed", message: "Failed" }));
    }
  });
  return { url, close };
}
