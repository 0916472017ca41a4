// Builds dist/ with Vite when it is missing or its sources changed since. Plain Node.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join, relative } from "node:path";

/** Everything the page is made of; documents and tests beside it do not count. */
const SOURCES = ["web/index.html", "web/public", "web/src", "vite.config.ts", "package-lock.json"];
const UNBUILT = /\.(test|spec)\.tsx?$|\.md$/;

export function hashSources(root) {
  const hash = createHash("sha256");
  for (const file of SOURCES.flatMap((source) => filesUnder(join(root, source)))) {
    hash
      .update(`${relative(root, file)}\0`)
      .update(readFileSync(file))
      .update("\0");
  }
  return hash.digest("hex");
}

function filesUnder(path) {
  if (!existsSync(path)) return [];
  const entries = readdirSyncOrFile(path);
  if (!entries) return [path];
  return entries
    .filter((entry) => entry.isFile() && !UNBUILT.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Undefined for a file. */
function readdirSyncOrFile(path) {
  try {
    return readdirSync(path, { recursive: true, withFileTypes: true });
  } catch (error) {
    if (error.code === "ENOTDIR") return undefined;
    throw error;
  }
}

export async function buildWeb(root) {
  if (!existsSync(join(root, "web/index.html"))) return;
  const stamp = join(root, "dist/.built-from");
  const hash = hashSources(root);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === hash) return;
  console.log("正在构建网页… Building the web app…");
  const startedMs = performance.now();
  // Built aside and put in place whole: another server may be serving dist/ meanwhile.
  const cache = join(root, "node_modules/.cache/wangge");
  mkdirSync(cache, { recursive: true });
  const made = mkdtempSync(join(cache, "dist-"));
  try {
    await run(root, made);
    writeFileSync(join(made, ".built-from"), hash);
    replaceFolder(join(root, "dist"), made);
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
  console.log(`  ${((performance.now() - startedMs) / 1000).toFixed(1)} s`);
}

function replaceFolder(folder, made) {
  const old = `${made}.old`;
  if (existsSync(folder)) renameSync(folder, old);
  renameSync(made, folder);
  rmSync(old, { recursive: true, force: true });
}

function run(root, outDir) {
  return new Promise((resolve, reject) => {
    const args = ["build", "--logLevel", "warn", "--outDir", outDir];
    const vite = spawn(process.execPath, [join(root, "node_modules/vite/bin/vite.js"), ...args], {
      cwd: root,
      // Whatever the shell says: a page is never served with React's development build.
      env: { ...process.env, NODE_ENV: "production" },
      stdio: "inherit",
    });
    const stop = () => vite.kill();
    process.once("exit", stop);
    vite.once("error", reject);
    vite.once("exit", (code) => {
      process.off("exit", stop);
      if (code === 0) resolve(undefined);
      else reject(new Error(`vite build ended with code ${code}.`));
    });
  });
}
