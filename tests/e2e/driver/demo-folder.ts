import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { repository, startApp } from "./app-server.ts";

/** What the content of a demo folder depends on. */
const SOURCES = [
  "supabase/migrations",
  "supabase/seed.sql",
  "supabase/embedded/bootstrap.sql",
  "scripts/demo-city",
  "data",
];

const cacheFolder = join(repository, "node_modules/.cache/wangge-demo");

function hashSources(): string {
  const hash = createHash("sha256");
  for (const source of SOURCES) {
    const path = join(repository, source);
    if (!existsSync(path)) continue;
    for (const file of filesUnder(path)) hash.update(file).update(readFileSync(file));
  }
  return hash.digest("hex").slice(0, 16);
}

function filesUnder(path: string): string[] {
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** A demo city made once for each state of its sources, by the real start. */
export async function preparedDemoFolder(): Promise<string> {
  const prepared = join(cacheFolder, hashSources());
  if (existsSync(prepared)) return prepared;
  mkdirSync(cacheFolder, { recursive: true });
  const draft = mkdtempSync(join(cacheFolder, "draft-"));
  const server = await startApp({ dataDir: draft });
  await server.stop();
  for (const old of readdirSync(cacheFolder)) {
    const path = join(cacheFolder, old);
    if (path !== draft) rmSync(path, { recursive: true, force: true });
  }
  renameSync(draft, prepared);
  return prepared;
}

/** A copy that a test may change; the caller removes it. */
export async function copyOfDemoFolder(): Promise<string> {
  const prepared = await preparedDemoFolder();
  const folder = mkdtempSync(join(tmpdir(), "wangge-e2e-"));
  cpSync(prepared, folder, { recursive: true });
  return folder;
}
