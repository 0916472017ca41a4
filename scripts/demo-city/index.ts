/** `npm run demo-city` writes data/demo-city anew; `-- --check` only says whether it is fresh. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { generateFiles } from "./generate.ts";

export const DEMO_CITY_FOLDER = fileURLToPath(new URL("../../data/demo-city/", import.meta.url));

export function digestOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** Names of committed files that differ from what the seed gives. */
export function staleFiles(files: ReadonlyMap<string, string>): string[] {
  return [...files].flatMap(([name, text]) => {
    const path = join(DEMO_CITY_FOLDER, name);
    const isSame = existsSync(path) && digestOf(readFileSync(path, "utf8")) === digestOf(text);
    return isSame ? [] : [name];
  });
}

function main(argv: readonly string[]): number {
  const files = generateFiles();
  const stale = staleFiles(files);
  if (argv.includes("--check")) {
    console.log(
      stale.length === 0
        ? "data/demo-city is fresh"
        : `stale: ${stale.join(", ")}; run npm run demo-city`,
    );
    return stale.length === 0 ? 0 : 1;
  }
  for (const [name, text] of files) {
    const path = join(DEMO_CITY_FOLDER, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    console.log(
      `${(text.length / 1024).toFixed(0).padStart(6)} kB  ${name}${stale.includes(name) ? "  (changed)" : ""}`,
    );
  }
  return 0;
}

if (process.argv[1] && fileURLToPath(import.meta.url) === process.argv[1]) {
  process.exitCode = main(process.argv.slice(2));
}
