import type { IncomingMessage } from "node:http";
import type { Database } from "./database.ts";

export type DemoAccount = { login: string; role: string; password: string };

/** What the page fetches before anything else. No secret is in it. */
export type ClientConfig = {
  url: string;
  publishableKey: string;
  mode: "embedded" | "native" | "supabase";
  demo: boolean;
  /** The name on the door; public knowledge. */
  city?: CityName;
  demoAccounts?: DemoAccount[];
};

export type CityName = { name: string; name_en: string };

/** The address the browser used: the API is on the page's own origin. */
export function originOf(request: IncomingMessage): string {
  const host = request.headers.host ?? "localhost";
  const forwarded = request.headers["x-forwarded-proto"];
  const isTls = "encrypted" in request.socket || forwarded === "https";
  return `${isTls ? "https" : "http"}://${/^[\w.\-:[\]]+$/.test(host) ? host : "localhost"}`;
}

export async function isDemoCity(database: Database): Promise<boolean> {
  if (!(await hasCityTable(database))) return false;
  const { rows } = await database.query<{ demo: boolean }>(
    "select coalesce(bool_or(is_demo), false) as demo from public.city",
  );
  return rows[0]?.demo ?? false;
}

export async function cityName(database: Database): Promise<CityName | undefined> {
  if (!(await hasCityTable(database))) return undefined;
  const { rows } = await database.query<CityName>("select name, name_en from public.city");
  return rows[0];
}

/** False only for a database of ours without a city: tests have schemas without the table. */
export async function hasCity(database: Database): Promise<boolean> {
  if (!(await hasCityTable(database))) return true;
  return (await database.query("select 1 from public.city limit 1")).rows.length > 0;
}

async function hasCityTable(database: Database): Promise<boolean> {
  const { rows } = await database.query<{ present: boolean }>(
    "select to_regclass('public.city') is not null as present",
  );
  return rows[0]?.present ?? false;
}
