import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import {
  ALLOWED_AREAS,
  ALLOWED_LAYERS,
  BANNED_PACKAGES,
  DOMAIN_PACKAGES,
  type Layer,
  OWNED_PACKAGES,
  SINGLE_FILE_PACKAGES,
} from "./import-rules.ts";
import { parseImports } from "./parse-imports.ts";

export interface Breach {
  file: string;
  line: number;
  message: string;
}

interface Place {
  /** Path from the repository root, with forward slashes. */
  path: string;
  area: string;
  layer: Layer | undefined;
  feature: string | undefined;
  isTest: boolean;
}

const SOURCE_FILE = /\.(ts|tsx|mts|mjs|js|jsx)$/;
const TEST_FILE = /\.(test|spec|bench)\.tsx?$/;
const SKIPPED_FOLDERS = new Set(["node_modules", "dist", ".wangge", "test-results"]);

function placeOf(path: string): Place {
  const [area = "", second, third, fourth] = path.split("/");
  const inSource = area === "web" && second === "src";
  const layer = inSource ? layerNamed(third) : undefined;
  return {
    path,
    area,
    layer,
    feature: layer === "features" ? fourth : undefined,
    isTest: TEST_FILE.test(path) || area === "tests",
  };
}

/** Files directly in web/src (main.tsx) start the app and belong to its layer. */
function layerNamed(folder: string | undefined): Layer {
  return folder !== undefined && folder in ALLOWED_LAYERS ? (folder as Layer) : "app";
}

function packageBreach(from: Place, specifier: string): string | undefined {
  const banned = BANNED_PACKAGES.find(({ pattern }) => pattern.test(specifier));
  if (banned) return `${specifier} is not imported here: use ${banned.instead}`;
  const single = SINGLE_FILE_PACKAGES.find(({ pattern }) => pattern.test(specifier));
  if (single && from.area === "web" && from.path !== single.file) {
    return `${specifier} is imported only by ${single.file}: import from there`;
  }
  if (from.layer === undefined || from.isTest) return undefined;
  const owned = OWNED_PACKAGES.find(({ pattern }) => pattern.test(specifier));
  if (owned && owned.owner !== from.layer) {
    return `only web/src/${owned.owner} imports ${specifier}`;
  }
  if (specifier.startsWith("node:")) return `web/src runs in a browser: no ${specifier}`;
  if (from.layer === "domain" && !DOMAIN_PACKAGES.some((allowed) => allowed.test(specifier))) {
    return `domain is pure: it imports geometry libraries and zod, not ${specifier}`;
  }
  return undefined;
}

function areaBreach(from: Place, to: Place): string | undefined {
  if (from.isTest && /^(tests\/fixtures|data)\//.test(to.path)) return undefined;
  const allowed = ALLOWED_AREAS[from.area];
  const foreign = from.area === "web" || to.area in ALLOWED_AREAS;
  if (allowed && foreign && !allowed.includes(to.area)) {
    return `${from.area}/ must not import ${to.area}/ (${to.path})`;
  }
  if (from.area !== "web" && to.area === "web" && to.layer !== "domain") {
    return `outside web/ only web/src/domain may be imported, not ${to.path}`;
  }
  return undefined;
}

function layerBreach(from: Place, to: Place): string | undefined {
  if (from.layer === undefined || to.layer === undefined) return undefined;
  if (!ALLOWED_LAYERS[from.layer].includes(to.layer)) {
    return `${from.layer} must not import ${to.layer} (${to.path})`;
  }
  if (from.feature !== undefined && to.feature !== undefined && from.feature !== to.feature) {
    return `feature ${from.feature} must not import feature ${to.feature} (${to.path})`;
  }
  return undefined;
}

function importBreach(from: Place, specifier: string): string | undefined {
  const bare = specifier.replace(/\?.*$/, "");
  if (bare.startsWith("/")) return `absolute import ${specifier}: use a relative one`;
  if (!bare.startsWith(".")) return packageBreach(from, bare);
  const target = posix.normalize(posix.join(posix.dirname(from.path), bare));
  if (target.startsWith("..")) return `${specifier} leaves the repository`;
  const to = placeOf(target);
  return areaBreach(from, to) ?? layerBreach(from, to);
}

/** Breaches of the import rules in one file; `path` is relative to the repository root. */
export function breachesInFile(path: string, source: string): Breach[] {
  const from = placeOf(path);
  const parsed = parseImports(path, source);
  const breaches: Breach[] = parsed.errors.map((message) => ({ file: path, line: 1, message }));
  for (const { specifier, line } of parsed.imports) {
    const message = importBreach(from, specifier);
    if (message) breaches.push({ file: path, line, message });
  }
  if (from.layer === "domain" && !from.isTest) {
    for (const { what, line } of parsed.impure) {
      breaches.push({ file: path, line, message: `domain is pure: no ${what}, pass it in` });
    }
  }
  return breaches;
}

function sourceFiles(root: string, folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return SKIPPED_FOLDERS.has(entry.name) ? [] : sourceFiles(root, path);
    return SOURCE_FILE.test(entry.name) ? [relative(root, join(root, path))] : [];
  });
}

/** All breaches under a repository root, in file order. */
export function findBreaches(root: string): { files: number; breaches: Breach[] } {
  const files = Object.keys(ALLOWED_AREAS).flatMap((area) => sourceFiles(root, area));
  const breaches = files.flatMap((file) => {
    const path = file.split("\\").join("/");
    return breachesInFile(path, readFileSync(join(root, file), "utf8"));
  });
  return { files: files.length, breaches };
}

function main(): void {
  const flag = process.argv.indexOf("--root");
  const here = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
  const root = flag > 0 ? resolve(process.argv[flag + 1] ?? here) : here;
  const { files, breaches } = findBreaches(root);
  for (const { file, line, message } of breaches) console.error(`${file}:${line}: ${message}`);
  console.log(`imports: ${files} files, ${breaches.length} breaches of the house's rules`);
  process.exitCode = breaches.length > 0 ? 1 : 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
