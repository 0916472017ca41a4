/** The import rules of the house, as data: `app → features → {map, data, ui} → domain`. */

export type Layer = "app" | "features" | "map" | "data" | "ui" | "i18n" | "domain";

/** Which layers of web/src a layer may import, itself included. */
export const ALLOWED_LAYERS: Record<Layer, readonly Layer[]> = {
  app: ["app", "features", "map", "data", "ui", "i18n", "domain"],
  features: ["features", "map", "data", "ui", "i18n", "domain"],
  map: ["map", "ui", "i18n", "domain"],
  data: ["data", "i18n", "domain"],
  ui: ["ui", "i18n", "domain"],
  i18n: ["i18n", "domain"],
  domain: ["domain"],
};

/** Top-level folders and what else of the repository they may import. Web itself stands alone. */
export const ALLOWED_AREAS: Record<string, readonly string[]> = {
  web: ["web"],
  scripts: ["scripts", "supabase", "data", "web"],
  supabase: ["supabase", "scripts", "data", "web"],
  tests: ["tests", "scripts", "supabase", "data", "web"],
};

/** Packages that only one layer of web/src may touch, so that they can be exchanged in one place. */
export const OWNED_PACKAGES: readonly { pattern: RegExp; owner: Layer }[] = [
  { pattern: /^(maplibre-gl|@maplibre\/|@deck\.gl\/|@luma\.gl\/)/, owner: "map" },
  { pattern: /^(@supabase\/|idb(-keyval)?$)/, owner: "data" },
];

/** All that the pure core may import: geometry and schemas. `geojson` is types only. */
export const DOMAIN_PACKAGES: readonly RegExp[] = [
  /^@turf\/(?!turf$)/,
  /^flatbush$/,
  /^gcoord$/,
  /^zod$/,
  /^geojson$/,
];

/** Packages that one file alone may import, because it configures them for everybody else. */
export const SINGLE_FILE_PACKAGES: readonly { pattern: RegExp; file: string }[] = [
  { pattern: /^zod$/, file: "web/src/domain/zod.ts" },
];

/** Whole-library packages that would defeat tree shaking. */
export const BANNED_PACKAGES: readonly { pattern: RegExp; instead: string }[] = [
  { pattern: /^@turf\/turf$/, instead: "one package per function, for example @turf/area" },
  { pattern: /^zod\/.+/, instead: "web/src/domain/zod.ts" },
];
