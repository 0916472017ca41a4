import type { Database, Queryable } from "../../supabase/embedded/database.ts";
import { openStack, type StackOptions } from "../../supabase/embedded/stack.ts";
import type { AssignableGrid } from "../../web/src/domain/assignment/grid-set.ts";
import { toLatticeWkt } from "../../web/src/domain/lattice/lattice-polygon.ts";
import { nativeSkipReason, startNativeCluster } from "../test/native-cluster.ts";
import type { Points } from "./proof-points.ts";

export type ProofDatabase = {
  readonly kind: "embedded" | "native";
  readonly db: Database;
  close(): Promise<void>;
};

/** The migrations on a PostgreSQL of its own, or on PGlite; undefined where there is no PostgreSQL. */
export async function openProofDatabase(
  kind: "embedded" | "native",
  options: Pick<StackOptions, "loadDataDir"> = {},
): Promise<ProofDatabase | undefined> {
  if (kind === "embedded") {
    const stack = await openStack(options);
    return { kind, db: stack.db, close: () => stack.close() };
  }
  if (nativeSkipReason() !== undefined) return undefined;
  const cluster = await startNativeCluster();
  cluster.createDatabase("proof");
  const stack = await openStack({ databaseUrl: cluster.url("proof") });
  return {
    kind,
    db: stack.db,
    async close() {
      await stack.close();
      await cluster.stop();
    },
  };
}

const LEVEL = 4;
const POLYGONS_A_STATEMENT = 500;

/** Fill an empty database with the grids of one level under one street, district and city. */
export async function loadProofGrids(
  db: Database,
  grids: readonly AssignableGrid[],
  kx: number,
): Promise<void> {
  await db.exec(`
    delete from public.grid_versions; delete from public.grids; delete from public.city;
    insert into public.city (code, name, name_en, min_x, min_y, max_x, max_y, kx)
      values ('0000', '证', 'Proof', -1800000000, -900000000, 1800000000, 900000000, ${kx});
    insert into public.grids (grid_id, level)
      select 9000000 + l, l from generate_series(1, 3) l;
    insert into public.grid_versions
      (grid_id, level, parent_grid_id, code, name, geom_e7, label_x, label_y, area_m2)
      select 9000000 + l, l, case when l > 1 then 9000000 + l - 1 end, 'p' || l, 'parent',
        extensions.st_geomfromtext('MULTIPOLYGON(((0 0,1 0,1 1,0 0)))'), 0, 0, 0
      from generate_series(1, 3) l;
  `);
  for (let from = 0; from < grids.length; from += POLYGONS_A_STATEMENT) {
    const some = grids.slice(from, from + POLYGONS_A_STATEMENT);
    const ids = some.map(({ gridId }) => gridId);
    await db.query(
      "insert into public.grids (grid_id, level) select unnest($1::bigint[]), $2::smallint",
      [ids, LEVEL],
    );
    await db.query(
      `insert into public.grid_versions
        (grid_id, level, parent_grid_id, code, name, geom_e7, label_x, label_y, area_m2)
      select t.grid_id, ${LEVEL}, 9000003, t.code, t.code,
        extensions.st_geomfromtext(t.wkt), 0, 0, 0
      from unnest($1::bigint[], $2::text[], $3::text[]) t(grid_id, code, wkt)`,
      [ids, some.map(({ code }) => code), some.map(({ polygon }) => toLatticeWkt(polygon))],
    );
  }
  await db.exec("analyze public.grid_versions");
}

const POINTS_A_STATEMENT = 20_000;

/** grid_id of the owner of each point by the rule alone, 0 for none. */
export async function ownersInSql(db: Queryable, points: Points): Promise<Int32Array> {
  const owners = new Int32Array(points.length / 2);
  for (let from = 0; from < owners.length; from += POINTS_A_STATEMENT) {
    const to = Math.min(owners.length, from + POINTS_A_STATEMENT);
    const { rows } = await db.query<{ owners: (number | string)[] }>(
      `select array_agg(coalesce((
          select v.grid_id from public.grid_versions v
          where v.level = ${LEVEL} and extensions.st_covers(v.geom_e7, extensions.st_makepoint(p.x, p.y))
          order by v.code collate "C" limit 1), 0) order by p.ord) as owners
      from unnest($1::bigint[], $2::bigint[]) with ordinality p(x, y, ord)`,
      [coordinates(points, from, to, 0), coordinates(points, from, to, 1)],
    );
    (rows[0]?.owners ?? []).forEach((owner, i) => {
      owners[from + i] = Number(owner);
    });
  }
  return owners;
}

function coordinates(points: Points, from: number, to: number, axis: 0 | 1): number[] {
  const values: number[] = [];
  for (let i = from; i < to; i++) values.push(points[2 * i + axis] ?? 0);
  return values;
}

export type SqlAssignment = {
  readonly grid_id: number | null;
  readonly method: string;
  readonly border_distance_m: number | null;
  readonly candidates: { grid_id: number; code: string; distance_m: number }[];
};

/** `private.assign_points_bulk`, in order; an accuracy of null is unknown. */
export async function assignInSql(
  db: Database,
  points: Points,
  accuraciesMeters: readonly (number | null)[],
): Promise<SqlAssignment[]> {
  const answers: SqlAssignment[] = [];
  const count = points.length / 2;
  for (let from = 0; from < count; from += POINTS_A_STATEMENT) {
    const to = Math.min(count, from + POINTS_A_STATEMENT);
    const { rows } = await db.query<SqlAssignment>(
      `select grid_id::int as grid_id, method, border_distance_m, candidates
      from private.assign_points_bulk($1::bigint[], $2::bigint[], $3::float8[]) order by ord`,
      [
        coordinates(points, from, to, 0),
        coordinates(points, from, to, 1),
        accuraciesMeters.slice(from, to),
      ],
    );
    answers.push(...rows);
  }
  return answers;
}
