import { AppError } from "../domain/app-error.ts";
import { type AppConfig, configSchema } from "../domain/schemas/config.ts";
import { randomReference } from "./secure-context.ts";

let config: AppConfig | null = null;

/** Reads `/config.json` once. `starting` while the server warms up, `offline` when nobody answers. */
export async function loadConfig(): Promise<AppConfig> {
  const response = await fetch("/config.json", { headers: { accept: "application/json" } }).catch(
    (cause: unknown) => {
      throw new AppError({ code: "offline", reference: randomReference(), cause });
    },
  );
  if (response.status === 503) {
    throw new AppError({ code: "starting", reference: randomReference() });
  }
  const parsed = configSchema.safeParse(await response.json().catch(() => null));
  if (!response.ok || !parsed.success) {
    throw new AppError({ code: "bad_answer", reference: randomReference(), cause: parsed.error });
  }
  config = parsed.data;
  return config;
}

export function appConfig(): AppConfig {
  if (config === null) throw new Error("loadConfig comes first");
  return config;
}
