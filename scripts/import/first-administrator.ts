import type { ImportDatabase } from "./import-database.ts";

export type FirstAdministrator = { login: string; oneTimePassword: string };

const login = "admin";

/** A city without a single account gets its administrator; the password is told once and kept nowhere. */
export async function openFirstAdministrator(
  database: ImportDatabase,
): Promise<FirstAdministrator | null> {
  const [row] = await database.query<{ accounts: number }>(
    "select count(*)::integer as accounts from public.accounts",
  );
  if (!row || row.accounts > 0) return null;
  const [made] = await database.query<{ password: string }>(
    "select private.create_first_admin($1, $2) as password",
    [login, "系统管理员"],
  );
  return made ? { login, oneTimePassword: made.password } : null;
}
