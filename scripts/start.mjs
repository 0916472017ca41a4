// `npm start`: installs what is missing, builds the page when its sources changed, opens or makes the database
// and serves both from one origin. Plain Node: nothing may be installed yet.
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { ensureInstalled } from "./test/ensure-installed.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

try {
  ensureInstalled(root);
  const { buildWeb } = await import("./start/build-web.mjs");
  const { register } = await import("tsx/esm/api");
  register();
  const { main } = await import(pathToFileURL(join(root, "scripts/start/main.ts")).href);
  await main(() => buildWeb(root));
} catch (error) {
  // Whatever a person can act on (busy port, busy folder, changed migration) is one line; the rest keeps its trace.
  const expected = ["PortBusy", "FolderBusy", "MigrationRefused", "StartRefused", "FolderDamaged"];
  const known = error instanceof Error && (expected.includes(error.name) || !("stack" in error));
  console.error(known || process.env.WANGGE_DEBUG !== "1" ? (error?.message ?? error) : error);
  if (!known && process.env.WANGGE_DEBUG !== "1")
    console.error("WANGGE_DEBUG=1 npm start 显示详情 shows more.");
  process.exit(1);
}
