import { createHash } from "node:crypto";
import type { DegreeBox } from "../../web/src/domain/import/locate-coordinate.ts";
import type { Manifest } from "../../web/src/domain/import/manifest-schema.ts";
import { COVERAGE_ENCODING, encodeCoverage } from "../../web/src/domain/lattice/coverage-codec.ts";
import { snap } from "../../web/src/domain/lattice/lattice-point.ts";
import {
  type LatticeMultiPolygon,
  toGeoJson,
} from "../../web/src/domain/lattice/lattice-polygon.ts";
import { scaleOfLatitude } from "../../web/src/domain/lattice/scaled-distance.ts";
import { initialsOf } from "../demo-city/names/romanize.ts";
import type { Statement } from "./import-database.ts";
import type { PlannedGrid } from "./plan-grids.ts";

/** The city's own row: its frame, and the integer scale of planar distances at its middle. */
export function cityStatement(city: Manifest["city"], box: DegreeBox): Statement {
  const [west, south, east, north] = box;
  const [, bottom, , top] = city.bbox;
  return {
    sql: `insert into public.city (code, name, name_en, timezone, min_x, min_y, max_x, max_y, kx, is_demo)
          values ($1, $2, $3, $4, $5, $6, $7, $8, $9, false) on conflict (only_row) do nothing`,
    params: [
      city.code,
      city.name,
      city.name_en ?? city.name,
      city.timezone,
      snap(west),
      snap(south),
      snap(east),
      snap(north),
      scaleOfLatitude((bottom + top) / 2),
    ],
  };
}

/** New grids and new versions; the geometry is copied from the staging table. */
export function gridStatements(importId: number, planned: readonly PlannedGrid[]): Statement[] {
  const moving = planned.filter((grid) => grid.change !== "same");
  if (moving.length === 0) return [];
  const rows = JSON.stringify(
    moving.map((grid) => ({
      n: grid.n,
      grid_id: grid.gridId,
      version_id: grid.versionId,
      level: grid.levelNo,
      parent_grid_id: grid.parentGridId,
      code: grid.code,
      source_code: grid.sourceCode,
      name: grid.name,
      name_en: grid.nameEn,
      initials: initialsOf(grid.name),
      label_x: grid.label.x,
      label_y: grid.label.y,
      area_m2: grid.areaSquareMetres,
      unclean: grid.unclean,
      first: grid.change === "new",
    })),
  );
  const changed = moving.flatMap((grid) =>
    grid.change === "changed" && grid.existing ? [grid.existing.version_id] : [],
  );
  return [
    {
      sql: `insert into public.grids (grid_id, level)
            select r.grid_id, r.level
            from jsonb_to_recordset($1::jsonb) as r(grid_id bigint, level smallint, first boolean) where r.first`,
      params: [rows],
    },
    {
      sql: `update public.grid_versions set valid = tstzrange(lower(valid), private.now())
            where version_id = any ($1::bigint[])`,
      params: [changed],
    },
    { sql: versionsSql, params: [importId, rows] },
  ];
}

const versionsSql = `
  insert into public.grid_versions (version_id, grid_id, level, parent_grid_id, code, source_code, name, name_en,
    initials, geom_e7, label_x, label_y, area_m2, unclean, valid)
  select r.version_id, r.grid_id, r.level, r.parent_grid_id, r.code, r.source_code, r.name, r.name_en,
    r.initials, p.geom, r.label_x, r.label_y, r.area_m2, r.unclean,
    tstzrange(case when r.first then '-infinity' else private.now() end, null)
  from jsonb_to_recordset($2::jsonb) as r(n integer, grid_id bigint, version_id bigint, level smallint,
    parent_grid_id bigint, code text, source_code text, name text, name_en text, initials text, label_x bigint,
    label_y bigint, area_m2 double precision, unclean boolean, first boolean)
  join private.import_polygons as p on p.import_id = $1 and p.n = r.n`;

export type KeyedPolygon = { gridId: number; levelNo: number; polygon: LatticeMultiPolygon };

/** The compact geometry of each level that changed, as the map fetches it. */
export function coverageStatements(
  polygons: readonly KeyedPolygon[],
  levels: ReadonlySet<number>,
): Statement[] {
  return [...levels].sort().map((levelNo) => {
    const ofLevel = polygons
      .filter((each) => each.levelNo === levelNo)
      .sort((a, b) => a.gridId - b.gridId)
      .map((each) => ({ id: each.gridId, polygon: each.polygon }));
    const body = Buffer.from(encodeCoverage(ofLevel));
    return {
      sql: `insert into public.grid_coverages (level, digest, encoding, body)
            values ($1, $2, $3, decode($4, 'base64'))
            on conflict (level) do update set digest = excluded.digest, encoding = excluded.encoding,
              body = excluded.body, updated_at = now()`,
      params: [levelNo, digestOf(body), COVERAGE_ENCODING, body.toString("base64")],
    };
  });
}

/** Layers of the manifest, and the city's outline as `land` where it brings none. */
export function baseLayerStatements(
  layers: ReadonlyMap<string, string>,
  outline: LatticeMultiPolygon | null,
): Statement[] {
  const all = new Map(layers);
  if (!all.has("land") && outline) all.set("land", JSON.stringify(asCollection(outline)));
  const order = ["land", "parks", "water", "roads", "places"];
  return [...all].map(([name, geojson]) => ({
    sql: `insert into public.base_layers (name, digest, geojson, sort) values ($1, $2, $3::jsonb, $4)
          on conflict (name) do update set digest = excluded.digest, geojson = excluded.geojson`,
    params: [name, digestOf(Buffer.from(geojson)), geojson, order.indexOf(name)],
  }));
}

function asCollection(outline: LatticeMultiPolygon) {
  const feature = { type: "Feature", properties: {}, geometry: toGeoJson(outline) };
  return { type: "FeatureCollection", features: [feature] };
}

function digestOf(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex").slice(0, 32);
}
