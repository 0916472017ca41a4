import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ImportDatabase, importDatabaseOf } from "../../scripts/import/import-database.ts";
import { type ImportOptions, openManifest, runImport } from "../../scripts/import/run-import.ts";
import type { Stack } from "../../supabase/embedded/stack.ts";
import { type ImportIssue, ImportRefused } from "../../web/src/domain/import/import-issue.ts";
import type { ImportReport } from "../../web/src/domain/import/import-report.ts";

export type Feature = { type: "Feature"; properties: Record<string, unknown>; geometry: unknown };

/** What a test changes of the small city: two streets side by side, two communities in each. */
export type SmallCity = {
  manifest: Record<string, unknown>;
  streets: Feature[];
  communities: Feature[];
  /** Lines of cases.csv, the header first. */
  cases: string[];
  /** Further files by name, as bytes or text. */
  files: Record<string, string | Buffer>;
};

export const nowMs = Date.UTC(2026, 10, 1);

export function ring(west: number, south: number, east: number, north: number): [number, number][] {
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
}

export function feature(code: string, ...rings: unknown[]): Feature {
  return {
    type: "Feature",
    properties: { code, name: `网格${code}` },
    geometry: { type: "Polygon", coordinates: rings },
  };
}

export function smallCity(): SmallCity {
  return {
    manifest: {
      city: {
        code: "3301",
        name: "小城",
        name_en: "Small City",
        timezone: "Asia/Shanghai",
        bbox: [120, 30, 120.1, 30.1],
      },
      grids: [
        { level: "street", file: "streets.geojson", source_code: "code", name: "name" },
        {
          level: "community",
          file: "communities.geojson",
          source_code: "code",
          name: "name",
          parent: { property: "code", match: "^(.)" },
        },
      ],
      supervisors: { placeholders: true },
      cases: [
        {
          file: "cases.csv",
          lng: "lng",
          lat: "lat",
          id: "id",
          reported_at: "reported",
          due_at: "due",
          closed_at: "closed",
          class: "type",
          unit: "unit",
          address: "address",
          expect: { community: "community" },
        },
      ],
    },
    streets: [
      feature("W", ring(120.01, 30.01, 120.03, 30.05)),
      feature("E", ring(120.03, 30.01, 120.05, 30.05)),
    ],
    communities: [
      feature("W1", ring(120.01, 30.03, 120.03, 30.05)),
      feature("W2", ring(120.01, 30.01, 120.03, 30.03)),
      feature("E1", ring(120.03, 30.03, 120.05, 30.05)),
      feature("E2", ring(120.03, 30.01, 120.05, 30.03)),
    ],
    cases: [
      "id,lng,lat,reported,due,closed,type,unit,address,community",
      "1,120.02,30.04,2026-01-02 08:00:00,2026-01-05 08:00:00,2026-01-03 09:30:00,暴露垃圾,环卫所,人民路1号,W1",
      "2,120.04,30.02,2026-01-02 09:00:00,,,街头怪事,城管队,解放路2号,E2",
      "3,120.029999,30.02,2026-01-02 10:00:00,,,街头怪事,城管队,解放路3号,E2",
    ],
    files: {},
  };
}

/** Writes the city into a new folder; answers the manifest's path. */
export function writeCity(city: SmallCity): string {
  const folder = mkdtempSync(join(tmpdir(), "wangge-import-"));
  mkdirSync(folder, { recursive: true });
  const collection = (features: Feature[]) =>
    JSON.stringify({ type: "FeatureCollection", features });
  const files: SmallCity["files"] = {
    "manifest.json": JSON.stringify(city.manifest),
    "streets.geojson": collection(city.streets),
    "communities.geojson": collection(city.communities),
    "cases.csv": `${city.cases.join("\n")}\n`,
    ...city.files,
  };
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return join(folder, "manifest.json");
}

const byDefault: ImportOptions = { dryRun: false, strict: false, maxRejectsPercent: 1 };

export function importFile(
  database: ImportDatabase,
  manifestPath: string,
  options: Partial<ImportOptions> = {},
): Promise<ImportReport> {
  return runImport({
    database,
    opened: openManifest(manifestPath),
    options: { ...byDefault, ...options },
    target: { folder: "the folder", freshCommand: "npm run import -- … --new-dir …" },
    nowMs,
    elapsedSeconds: () => 0,
    onProgress: () => {},
  });
}

export function importCity(
  stack: Stack,
  city: SmallCity,
  options: Partial<ImportOptions> = {},
): Promise<ImportReport> {
  return importFile(importDatabaseOf(stack.db), writeCity(city), options);
}

/** What the import complains of; fails when it does not. */
export async function refusalOf(work: Promise<unknown>): Promise<readonly ImportIssue[]> {
  try {
    await work;
  } catch (error) {
    if (error instanceof ImportRefused) return error.issues;
    throw error;
  }
  throw new Error("the import was not refused");
}

const tables = [
  "public.city",
  "public.grids",
  "public.grid_versions",
  "public.grid_coverages",
  "public.base_layers",
  "public.people",
  "public.supervisor_slots",
  "public.units",
  "public.case_classes",
  "public.cases",
  "public.case_events",
  "public.case_candidates",
  "public.case_supervisors",
  "public.import_reports",
  "private.imports",
  "private.import_polygons",
  "private.import_cases",
];

/** Every row of every table that an import may touch. */
export async function fingerprint(stack: Stack): Promise<Record<string, string>> {
  const prints: Record<string, string> = {};
  for (const table of tables) {
    const { rows } = await stack.db.query<{ print: string }>(
      `select count(*) || ' ' || md5(coalesce(string_agg(t::text, ',' order by t::text), '')) as print from ${table} as t`,
    );
    prints[table] = rows[0]?.print ?? "";
  }
  return prints;
}
