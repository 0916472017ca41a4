import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { breachesInFile, findBreaches } from "../../scripts/check/import-boundaries.ts";

const repository = fileURLToPath(new URL("../..", import.meta.url));

let copy: string;

function plant(path: string, source: string): void {
  mkdirSync(dirname(join(copy, path)), { recursive: true });
  writeFileSync(join(copy, path), source);
}

beforeEach(() => {
  copy = mkdtempSync(join(tmpdir(), "wangge-repo-"));
});

afterEach(() => {
  rmSync(copy, { recursive: true, force: true });
});

const breaches: readonly [title: string, path: string, source: string, message: RegExp][] = [
  [
    "a feature imports another feature",
    "web/src/features/cases/a.tsx",
    'import { b } from "../planning/b.ts";',
    /feature cases must not import feature planning/,
  ],
  [
    "map imports data",
    "web/src/map/layers/a.ts",
    'import { b } from "../../data/b.ts";',
    /map must not import data/,
  ],
  [
    "data imports map",
    "web/src/data/a.ts",
    'export * from "../map/b.ts";',
    /data must not import map/,
  ],
  [
    "ui imports a feature",
    "web/src/ui/a.tsx",
    'import b from "../features/cases/b.ts";',
    /ui must not import features/,
  ],
  [
    "a feature imports app",
    "web/src/features/cases/a.ts",
    'const b = () => import("../../app/b.ts");',
    /features must not import app/,
  ],
  [
    "domain imports ui, as a type only",
    "web/src/domain/a.ts",
    'export type B = import("../ui/b.ts").B;',
    /domain must not import ui/,
  ],
  [
    "a feature imports the map library",
    "web/src/features/cases/a.ts",
    'import { Map } from "maplibre-gl";',
    /only web\/src\/map imports maplibre-gl/,
  ],
  [
    "app imports deck.gl",
    "web/src/app/a.ts",
    'import { ScatterplotLayer } from "@deck.gl/layers";',
    /only web\/src\/map imports @deck\.gl/,
  ],
  [
    "a feature imports supabase-js",
    "web/src/features/cases/a.ts",
    'import { createClient } from "@supabase/supabase-js";',
    /only web\/src\/data imports @supabase/,
  ],
  [
    "domain imports React",
    "web/src/domain/a.ts",
    'import { useState } from "react";',
    /domain is pure/,
  ],
  [
    "domain imports all of Turf",
    "web/src/domain/a.ts",
    'import { area } from "@turf/turf";',
    /one package per function/,
  ],
  [
    "domain reads the clock",
    "web/src/domain/a.ts",
    "export const now = () => Date.now();",
    /no Date\.now\(\)/,
  ],
  [
    "domain makes a date of now",
    "web/src/domain/a.ts",
    "export const now = () => new Date();",
    /new Date\(\) without a time/,
  ],
  [
    "domain calls the network",
    "web/src/domain/a.ts",
    'export const get = () => fetch("/x");',
    /no fetch\(\)/,
  ],
  [
    "a schema bypasses the one zod",
    "web/src/data/a.ts",
    'import { z } from "zod";',
    /imported only by web\/src\/domain\/zod\.ts/,
  ],
  [
    "web imports the server",
    "web/src/app/a.ts",
    'import { b } from "../../../supabase/embedded/b.ts";',
    /web\/ must not import supabase\//,
  ],
  [
    "web imports a script",
    "web/src/main.tsx",
    'import { b } from "../../scripts/b.ts";',
    /web\/ must not import scripts\//,
  ],
  [
    "a worker by URL crosses the border",
    "web/src/data/a.ts",
    'new Worker(new URL("../map/w.ts", import.meta.url));',
    /data must not import map/,
  ],
  [
    "a script imports the app",
    "scripts/a.ts",
    'import { b } from "../web/src/data/b.ts";',
    /only web\/src\/domain may be imported/,
  ],
  [
    "the app uses a Node module",
    "web/src/app/a.ts",
    'import { readFileSync } from "node:fs";',
    /runs in a browser/,
  ],
];

describe("import rules of the house", () => {
  it.each(breaches)("are broken when %s", (_title, path, source, message) => {
    plant(path, source);

    const found = findBreaches(copy).breaches.map((breach) => breach.message);

    expect(found).toEqual([expect.stringMatching(message)]);
  });

  it.each([
    ["web/src/app/a.ts", 'import { b } from "../features/cases/b.ts";'],
    [
      "web/src/features/cases/a.ts",
      'import { b } from "../../map/b.ts"; import "../../data/c.ts";',
    ],
    ["web/src/features/cases/deep/a.ts", 'import { b } from "../b.ts";'],
    ["web/src/map/a.ts", 'import { Map } from "maplibre-gl"; import { c } from "../domain/c.ts";'],
    ["web/src/domain/a.ts", 'import area from "@turf/area"; import type { P } from "geojson";'],
    ["web/src/domain/a.ts", "export const day = (at: number) => new Date(at);"],
    ["web/src/domain/a.test.ts", 'import fc from "fast-check"; fc.assert(Date.now() > 0);'],
    ["scripts/a.ts", 'import { b } from "../web/src/domain/b.ts"; import "node:fs";'],
  ])("allow %s to say %s", (path, source) => {
    expect(breachesInFile(path, source)).toEqual([]);
  });

  it("hold for this repository", () => {
    const { files, breaches: found } = findBreaches(repository);

    expect(found).toEqual([]);
    expect(files).toBeGreaterThan(5);
  });

  it("fail the command that the gate runs, naming file and line", () => {
    plant("web/src/map/a.ts", '// a comment\nimport { b } from "../data/b.ts";\n');

    const run = spawnSync("npx", ["tsx", "scripts/check/import-boundaries.ts", "--root", copy], {
      cwd: repository,
      encoding: "utf8",
    });

    expect(run.status).toBe(1);
    expect(run.stderr).toContain("web/src/map/a.ts:2: map must not import data");
  });
});

describe("the linter", () => {
  const lint = (path: string, source: string): string => {
    const config = join(repository, "biome.json");
    cpSync(config, join(copy, "biome.json"));
    spawnSync("git", ["init", "--quiet"], { cwd: copy });
    plant(path, source);
    const biome = join(repository, "node_modules/.bin/biome");
    const run = spawnSync(biome, ["lint", "--colors=off", "."], { cwd: copy, encoding: "utf8" });
    return run.status === 0 ? "passed" : run.stderr;
  };

  it.each([
    ["noExcessiveLinesPerFile", "web/src/ui/a.ts", "export {};\n".repeat(401)],
    ["noExplicitAny", "web/src/ui/a.ts", "export const a: any = 1;\n"],
    ["noNonNullAssertion", "web/src/ui/a.ts", "export const a = (b?: number) => b!;\n"],
    ["noDefaultExport", "web/src/ui/a.ts", "export default 1;\n"],
    ["useFilenamingConvention", "web/src/ui/BadName.ts", "export const a = 1;\n"],
    ["noRestrictedGlobals", "web/src/domain/a.ts", "export const a = () => document.title;\n"],
    ["noUnusedImports", "web/src/ui/a.ts", 'import { b } from "./b.ts";\n'],
  ])("refuses a breach of %s", (rule, path, source) => {
    expect(lint(path, source)).toContain(rule);
  });
});
