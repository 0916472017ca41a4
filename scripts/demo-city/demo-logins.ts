/** The logins of the demo folder, read without the rest of the city. */
import { readFileSync } from "node:fs";
import { DEMO_PASSWORD, type Organisation } from "./organisation-file.ts";

export interface DemoLogin {
  readonly login: string;
  readonly role: string;
  readonly password: string;
}

export function readDemoLogins(): DemoLogin[] {
  const path = new URL("../../data/demo-city/organisation.json", import.meta.url);
  const { logins } = JSON.parse(readFileSync(path, "utf8")) as Organisation;
  return logins.map(({ login, role }) => ({ login, role, password: DEMO_PASSWORD }));
}
