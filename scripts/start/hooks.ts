import type { DemoAccount } from "../../supabase/embedded/client-config.ts";
import type { Stack } from "../../supabase/embedded/stack.ts";

/** Fills a new folder. Loaded late: a city of its own never needs the demo's files. */
export async function populateDemo(
  stack: Stack,
  onProgress: (text: string) => void,
): Promise<void> {
  const { loadDemoCity } = await import("../demo-city/load.ts");
  await loadDemoCity(stack.db, {
    now: new Date(),
    onProgress: ({ zh, en, done }) => onProgress(`${Math.round(done * 100)} % ${zh} ${en}`),
  });
}

/** One login a role: printed at the start and offered by the sign-in page, in a demo only. */
export function demoAccountsReader(): () => Promise<DemoAccount[]> {
  let accounts: Promise<DemoAccount[]> | undefined;
  return () => {
    accounts ??= readDemoAccounts();
    return accounts;
  };
}

async function readDemoAccounts(): Promise<DemoAccount[]> {
  const [{ readDemoCity }, { DEMO_PASSWORD }] = await Promise.all([
    import("../demo-city/city-files.ts"),
    import("../demo-city/organisation.ts"),
  ]);
  const { logins } = readDemoCity().organisation;
  return logins.map(({ login, role }) => ({ login, role, password: DEMO_PASSWORD }));
}
