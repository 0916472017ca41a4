// Installs npm packages when node_modules is missing or does not match the lock. Plain Node: it runs before
// anything is installed.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const OLDEST_NODE = [20, 19];

function readJson(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : undefined;
}

/** Packages of the lock that are not installed in that version; optional ones may be another platform's. */
export function staleItems(root) {
  const wanted = readJson(join(root, "package-lock.json"))?.packages ?? {};
  const installed = readJson(join(root, "node_modules/.package-lock.json"))?.packages;
  if (!installed) return ["node_modules"];
  return Object.entries(wanted)
    .filter(([path, item]) => path !== "" && !item.optional && !item.link)
    .filter(([path, item]) => installed[path]?.version !== item.version)
    .map(([path]) => path.replace(/^node_modules\//, ""));
}

export function ensureInstalled(root) {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
    throw new Error(`Node ${process.versions.node} is too old: ${OLDEST_NODE.join(".")} or newer.`);
  }
  const stale = staleItems(root);
  if (stale.length === 0) return;
  const reason = stale.length > 3 ? `${stale.length} packages` : stale.join(", ");
  console.log(`Installing what is missing (${reason}) …`);
  // Not `npm ci`: it fails where the registry lacks other platforms' optional binaries.
  const { status } = spawnSync("npm", ["install", "--no-audit", "--no-fund"], {
    cwd: root,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (status !== 0) throw new Error("npm install failed: see the lines above.");
}
