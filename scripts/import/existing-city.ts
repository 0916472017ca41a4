import type { ImportDatabase } from "./import-database.ts";

export type ExistingGrid = {
  grid_id: number;
  version_id: number;
  parent_grid_id: number | null;
  level: number;
  code: string;
  source_code: string | null;
  name: string;
  name_en: string;
  unclean: boolean;
  geom_md5: string;
};

export type ExistingCity = { code: string; name: string; isDemo: boolean };

export async function loadCity(database: ImportDatabase): Promise<ExistingCity | null> {
  const [row] = await database.query<{ code: string; name: string; is_demo: boolean }>(
    "select code, name, is_demo from public.city",
  );
  return row ? { code: row.code, name: row.name, isDemo: row.is_demo } : null;
}

const pageSize = 2_000;

/** The grids as they stand, without their geometry. */
export async function loadGrids(database: ImportDatabase): Promise<ExistingGrid[]> {
  const grids: ExistingGrid[] = [];
  for (;;) {
    const page = await database.query<ExistingGrid>(
      `select v.grid_id, v.version_id, v.parent_grid_id, v.level, v.code, v.source_code, v.name, v.name_en, v.unclean,
              md5(extensions.st_asbinary(v.geom_e7)) as geom_md5
       from public.grid_versions as v
       where v.valid @> private.now() and v.grid_id > $1
       order by v.grid_id limit $2`,
      [grids.at(-1)?.grid_id ?? 0, pageSize],
    );
    grids.push(...page);
    if (page.length < pageSize) return grids;
  }
}

/** Numbers for rows to come, so that everything can be worked out before the one transaction. */
export async function drawIds(
  database: ImportDatabase,
  table: string,
  column: string,
  count: number,
): Promise<number[]> {
  if (count === 0) return [];
  const rows = await database.query<{ id: number }>(
    "select nextval(pg_get_serial_sequence($1, $2)) as id from generate_series(1, $3::integer)",
    [table, column, count],
  );
  return rows.map((row) => Number(row.id));
}
