import { rmSync } from "node:fs";
import type { TestProject } from "vitest/node";
import { startApp } from "./app-server.ts";
import { copyOfDemoFolder } from "./demo-folder.ts";
import { findBrowser } from "./find-browser.ts";

declare module "vitest" {
  export interface ProvidedContext {
    appUrl: string;
  }
}

/** One server over a demo city for all browser tests that do not stop it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { source, executablePath } = await findBrowser();
  console.log(`browser: ${executablePath} (${source})`);
  // While writing tests: a demo server that already runs.
  const running = process.env.E2E_URL;
  if (running) {
    project.provide("appUrl", running);
    return async () => {};
  }
  const dataDir = await copyOfDemoFolder();
  const server = await startApp({ dataDir });
  project.provide("appUrl", server.url);
  return async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}
