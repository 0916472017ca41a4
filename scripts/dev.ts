// `npm run dev`: the page with hot reload by Vite on PORT, database and API behind it on a port of their own.
import { createServer } from "vite";
import { startServer } from "../supabase/embedded/start-server.ts";
import { populateDemo, readDemoAccounts, refreshDemo } from "./start/hooks.ts";
import { accountsTable, phaseReporter } from "./start/report.ts";
import { readSettings } from "./start/settings.ts";

const API_PATHS = [
  "/config.json",
  "/healthz",
  "/auth/v1",
  "/rest/v1",
  "/storage/v1",
  "/realtime/v1",
];

async function main(): Promise<void> {
  const settings = readSettings(process.env);
  const api = await startServer({
    listen: { host: "127.0.0.1", port: 0 },
    stack: { dataDir: settings.dataDir, databaseUrl: settings.databaseUrl },
    ...(settings.demo ? { populate: populateDemo } : {}),
    refresh: refreshDemo,
    demoAccounts: readDemoAccounts,
    onPhase: phaseReporter(console.log),
  });
  const { host, port } = settings.listen;
  const proxy = Object.fromEntries(API_PATHS.map((path) => [path, { target: api.url, ws: true }]));
  const vite = await createServer({ server: { host, port, proxy } });
  await vite.listen();
  for (const line of accountsTable(await readDemoAccounts())) console.log(line);
  vite.printUrls();
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      void Promise.all([vite.close(), api.close()]).then(() => process.exit(0));
    });
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
