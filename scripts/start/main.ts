import { fileURLToPath } from "node:url";
import { isDemoCity } from "../../supabase/embedded/client-config.ts";
import { serveSite } from "../../supabase/embedded/serve-site.ts";
import { type RunningServer, startServer } from "../../supabase/embedded/start-server.ts";
import { openUndamaged } from "../backup/damage.ts";
import { backupControl, backupStack, scheduleBackups } from "../backup/schedule-backups.ts";
import { importControl } from "../import/import-control.ts";
import { importDatabaseOf } from "../import/import-database.ts";
import { finishInterrupted } from "../import/import-job.ts";
import { populateDemo, readDemoAccounts, refreshDemo } from "./hooks.ts";
import { accountsTable, addressNotes, phaseReporter } from "./report.ts";
import { readSettings, type Settings } from "./settings.ts";

const distFolder = fileURLToPath(new URL("../../dist", import.meta.url));

/** `buildWeb` runs while the database opens, and only once port and folder are ours. */
export async function main(buildWeb: () => Promise<void> = async () => {}): Promise<void> {
  const settings = readSettings(process.env);
  for (const note of addressNotes(settings)) console.log(note);
  if (settings.supabase) {
    await buildWeb();
    const { url: supabaseUrl, publishableKey } = settings.supabase;
    const site = await serveSite({
      listen: settings.listen,
      distFolder,
      supabaseUrl,
      publishableKey,
    });
    closeOnSignal(site);
    console.log(`网格 wangge: ${site.url}  →  ${supabaseUrl}`);
    return;
  }
  const server = await start(settings, buildWeb);
  closeOnSignal(server);
  await finishInterrupted(importDatabaseOf(server.stack.db));
  if (await isDemoCity(server.stack.db)) {
    for (const line of accountsTable(await readDemoAccounts())) console.log(line);
  }
  console.log(`网格 wangge: ${server.url}`);
}

function start(settings: Settings, prepareSite: () => Promise<void>): Promise<RunningServer> {
  const report = phaseReporter(console.log);
  return startServer({
    listen: settings.listen,
    distFolder,
    prepareSite,
    stack: {
      dataDir: settings.dataDir,
      databaseUrl: settings.databaseUrl,
      openFolder: openUndamaged,
      onBreakdown: (error) => {
        console.error(
          `数据库引擎崩溃，请重新启动。The database engine broke down (${error.message}); start again.`,
        );
        process.exit(1);
      },
      beforeMigrations: async (stack) => {
        await backupStack(stack, "before-migration");
      },
    },
    ...(settings.demo ? { populate: populateDemo } : {}),
    refresh: refreshDemo,
    controlHandlers: (stack) => ({ ...backupControl(stack), ...importControl(stack) }),
    schedule: scheduleBackups,
    demoAccounts: readDemoAccounts,
    onListening: (url) => console.log(`正在启动 starting: ${url}`),
    onPhase: report,
  });
}

/** A second signal does not wait. */
function closeOnSignal(server: { close(): Promise<void> }): void {
  let closing = false;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      if (closing) process.exit(1);
      closing = true;
      server
        .close()
        .then(() => process.exit(0))
        .catch((error: unknown) => {
          console.error(error);
          process.exit(1);
        });
    });
  }
}
