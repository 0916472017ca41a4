import { existsSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

export type BrowserFound = { executablePath: string; env: Record<string, string>; source: string };

const SYSTEM_NAMES = ["google-chrome-stable", "google-chrome", "chromium", "chromium-browser"];
const MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

/** Software WebGL 2: works without a graphics card, in a container and as root. */
export const CHROMIUM_FLAGS: readonly string[] = [
  "--no-sandbox",
  "--use-gl=angle",
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
  "--disable-background-networking",
  "--disable-dev-shm-usage",
];

function environment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, value]],
    ),
  );
}

function systemBrowser(): string | undefined {
  const folders = (process.env.PATH ?? "").split(":");
  const candidates = SYSTEM_NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...candidates, MAC].find((path) => existsSync(path));
}

/** The one that comes with npm: no root, no download. */
async function bundledBrowser(): Promise<BrowserFound> {
  // Without this it misses libnspr4 and libnss3 on a bare machine; read when the module is loaded.
  process.env.AWS_EXECUTION_ENV ??= "AWS_Lambda_nodejs20.x";
  // It reuses $TMPDIR/chromium without a look at its version: a folder of its own for each.
  const folder = join(tmpdir(), "wangge-chromium-147");
  mkdirSync(folder, { recursive: true });
  process.env.TMPDIR = folder;
  const { default: bundled } = await import("@sparticuz/chromium");
  const executablePath = await bundled.executablePath();
  return { executablePath, env: environment(), source: "@sparticuz/chromium" };
}

/** CHROMIUM_PATH, a system Chrome or Chromium, Playwright's own, or the one from npm. */
export async function findBrowser(): Promise<BrowserFound> {
  const given = process.env.CHROMIUM_PATH;
  if (given) {
    if (!existsSync(given)) throw new Error(`CHROMIUM_PATH=${given}: there is no such file.`);
    return { executablePath: given, env: environment(), source: "CHROMIUM_PATH" };
  }
  const system = systemBrowser();
  if (system) return { executablePath: system, env: environment(), source: "the system" };
  const own = chromium.executablePath();
  if (own && existsSync(own)) {
    return { executablePath: own, env: environment(), source: "Playwright" };
  }
  return bundledBrowser();
}
