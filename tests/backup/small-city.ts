import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { listTables, qualified, quoteIdent } from "../../scripts/backup/catalog.ts";
import type { Database } from "../../supabase/embedded/database.ts";
import type { StackBase } from "../../supabase/embedded/stack.ts";
import { makeAccount } from "../contract/accounts.ts";

/** A row of every awkward kind: geometry, ranges, json, nulls, text that looks like markup, photos. */
export async function fillSmallCity(stack: StackBase, cases: number): Promise<void> {
  const { db } = stack;
  await db.exec(`
    insert into public.city (code, name, name_en, min_x, min_y, max_x, max_y, kx)
    values ('4901', '示范市', 'Demo', 0, 0, 1000000, 1000000, 65536);
    insert into public.grids (grid_id, level) overriding system value values (7, 1), (9, 2);
    insert into public.grid_versions
      (grid_id, level, parent_grid_id, code, name, geom_e7, label_x, label_y, area_m2, valid)
    select grid_id, grid_id::int / 2 - 2, case when grid_id = 9 then 7 end, '490' || grid_id, 'n', extensions.st_geomfromtext(
             'MULTIPOLYGON(((0 0, 9 0, 9 9.000000001, 0 0)))'), 1, 1, 0.1 + 0.2, '(-infinity, "2026-11-23 20:45:00.123456+00")'
    from public.grids;
    insert into public.people (name, phone) values ('李敏', null), (E'a\\\\b\\n\\t"c",{}', '138');
    insert into public.settings (key, value, valid_from, reason)
    values ('t', '{"a": 1.10, "b": [null, "\\u4e2d"]}', now(), '');
  `);
  await db.query(
    `insert into public.cases (case_no, source, x, y, raw_x, raw_y, raw_crs, assign_method,
                               reported_at, description, intake_area)
     select 'C' || n, 'hotline', n, n, n / 3.0, 1e-7 * n, 'GCJ02', 'unassigned', now(), '案' || n, 7
     from generate_series(1, $1::int) n`,
    [cases],
  );
  await db.exec(`
    insert into public.case_events (case_id, kind) select case_id, 'reported' from public.cases;
    insert into storage.buckets (id, name) values ('photos', 'photos') on conflict do nothing;
    select nextval('public.case_number_seq') from generate_series(1, 41);
  `);
  await makeAccount(db, "li.min");
  writeFileSync(join(stack.storageFolder, "photo"), Buffer.from([0, 1, 254, 255]));
  writeFileSync(join(stack.storageFolder, "photo.json"), '{"mimetype":"image/png"}');
}

/** Every row of every table as text, but for transaction numbers, which belong to one database. */
export async function everyRow(db: Database): Promise<Map<string, string[]>> {
  return db.transaction(async (tx) => {
    await tx.exec("set local search_path = ''");
    const found = new Map<string, string[]>();
    for (const table of await listTables(tx)) {
      const columns = table.columns
        .filter(({ type }) => type !== "xid8")
        .map(({ name }) => `t.${quoteIdent(name)}`);
      const { rows } = await tx.query<{ line: string }>(
        `select row(${columns.join(", ")})::text as line from ${qualified(table)} t order by 1`,
      );
      found.set(
        `${table.schema}.${table.name}`,
        rows.map(({ line }) => line),
      );
    }
    return found;
  });
}
