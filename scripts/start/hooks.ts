import { type DemoAccount, isDemoCity } from "../../supabase/embedded/client-config.ts";
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

/** A demo folder of some weeks ago is moved to today by whole weeks. */
export async function refreshDemo(stack: Stack, onProgress: (text: string) => void): Promise<void> {
  if (!(await isDemoCity(stack.db))) return;
  const { shiftDemoCity } = await import("../demo-city/shift.ts");
  const { weeks } = await shiftDemoCity(stack.db, { now: new Date() });
  if (weeks > 0) {
    onProgress(
      `演示数据顺延了 ${weeks} 周。The demo's cases were moved ${weeks} week(s) ahead, to today.`,
    );
  }
}

/** One login a role: printed at the start and offered by the sign-in page, in a demo only. */
export async function readDemoAccounts(): Promise<DemoAccount[]> {
  const { readDemoLogins } = await import("../demo-city/demo-logins.ts");
  return readDemoLogins();
}
