/** City, grids of five levels with their versions, coverages and base map. */
import { createHash } from "node:crypto";
import type { Queryable } from "../../supabase/embedded/database.ts";
import { COVERAGE_ENCODING, encodeCoverage } from "../../web/src/domain/lattice/coverage-codec.ts";
import { polygonBox, toLatticeWkt } from "../../web/src/domain/lattice/lattice-polygon.ts";
import { scaleOfLatitude } from "../../web/src/domain/lattice/scaled-distance.ts";
import { bulkInsert } from "./bulk-insert.ts";
import type { DemoCity, DemoGrid } from "./city-files.ts";
import { ORIGIN } from "./mesh/lattice-mesh.ts";

/** About five kilometres of sea round the city are its own: calls come from boats and ferries too. */
const MARGIN_UNITS = 500_000;

export const DEMO_KX = scaleOfLatitude(ORIGIN.lat);

async function loadCityRow(db: Queryable, city: DemoGrid, now: Date): Promise<void> {
  const box = polygonBox(city.polygon);
  if (!box) throw new Error("the demo city has no outline");
  await db.query(
    `insert into public.city (code, name, name_en, timezone, min_x, min_y, max_x, max_y, kx, is_demo, demo_anchor_at)
     values ($1, $2, $3, 'Asia/Shanghai', $4, $5, $6, $7, $8, true, $9)`,
    [
      city.code,
      city.name,
      city.nameEn,
      box.minX - MARGIN_UNITS,
      box.minY - MARGIN_UNITS,
      box.maxX + MARGIN_UNITS,
      box.maxY + MARGIN_UNITS,
      DEMO_KX,
      now.toISOString(),
    ],
  );
}

/** The first versions hold from the beginning of time, so that history is assigned (architecture section 3). */
async function loadVersions(db: Queryable, grids: readonly DemoGrid[]): Promise<void> {
  await bulkInsert(db, {
    table: "public.grids",
    rows: grids,
    columns: [
      { name: "grid_id", type: "bigint", of: (g) => g.gridId },
      { name: "level", type: "smallint", of: (g) => g.level },
    ],
  });
  await bulkInsert(db, {
    table: "public.grid_versions",
    rows: grids,
    columns: [
      { name: "version_id", type: "bigint", of: (g) => g.gridId },
      { name: "grid_id", type: "bigint", of: (g) => g.gridId },
      { name: "level", type: "smallint", of: (g) => g.level },
      { name: "parent_grid_id", type: "bigint", of: (g) => g.parentId },
      { name: "code", type: "text", of: (g) => g.code },
      { name: "name", type: "text", of: (g) => g.name },
      { name: "name_en", type: "text", of: (g) => g.nameEn },
      { name: "initials", type: "text", of: (g) => g.initials },
      { name: "kind", type: "text", of: (g) => g.kind },
      {
        name: "geom_e7",
        type: "text",
        of: (g) => toLatticeWkt(g.polygon),
        wrap: (v) => `extensions.st_geomfromtext(${v}, 0)`,
      },
      { name: "label_x", type: "bigint", of: (g) => g.label.x },
      { name: "label_y", type: "bigint", of: (g) => g.label.y },
      { name: "area_m2", type: "float8", of: (g) => Math.round(g.areaM2) },
    ],
  });
}

async function loadCoverages(db: Queryable, grids: readonly DemoGrid[]): Promise<void> {
  for (const level of [1, 2, 3, 4, 5]) {
    const polygons = grids
      .filter((g) => g.level === level)
      .map((g) => ({ id: g.gridId, polygon: g.polygon }));
    const body = encodeCoverage(polygons);
    await db.query(
      `insert into public.grid_coverages (level, digest, encoding, body) values ($1, $2, $3, $4::text::bytea)`,
      [
        level,
        createHash("sha256").update(body).digest("hex"),
        COVERAGE_ENCODING,
        `\\x${Buffer.from(body).toString("hex")}`,
      ],
    );
  }
}

async function loadBaseLayers(db: Queryable, city: DemoCity): Promise<void> {
  for (const [sort, { name, text, digest }] of city.layers.entries()) {
    await db.query(
      "insert into public.base_layers (name, digest, geojson, sort) values ($1, $2, $3::text::jsonb, $4)",
      [name, digest, text, sort],
    );
  }
}

export async function loadGrids(db: Queryable, city: DemoCity, now: Date): Promise<void> {
  const root = city.grids[0];
  if (!root) throw new Error("the demo city has no grids");
  await loadCityRow(db, root, now);
  await loadVersions(db, city.grids);
  await loadCoverages(db, city.grids);
  await loadBaseLayers(db, city);
}
