import { ImportRefused } from "../../web/src/domain/import/import-issue.ts";
import { type ImportDatabase, rowTriggersOff, type Statement } from "./import-database.ts";
import { caseStatements } from "./publish-cases.ts";
import { rezoneCases } from "./rezone-cases.ts";

/** Where one connection serves everybody, a slice of cases is to hold it about this long. */
const sliceMs = 150;
const firstSliceRows = 400;
const staleSeconds = 60;

/** Staged rows refer to rows that this import looked up or made, and nothing they refer to is ever deleted. */
const foreignKeysOff: Statement = { sql: "set local session_replication_role = replica" };

/** The import's row is its lock. What a dead import left half published is brought in first. */
export async function startJob(
  database: ImportDatabase,
  cityCode: string,
  manifest: string,
): Promise<number> {
  await finishInterrupted(database);
  await database.query(
    `with gone as (
       update private.imports set state = 'failed', finished_at = now()
       where state = 'staging' and alive_at < clock_timestamp() - make_interval(secs => $1) returning import_id
     ), polygons as (delete from private.import_polygons as p using gone where p.import_id = gone.import_id)
     delete from private.import_cases as c using gone where c.import_id = gone.import_id`,
    [staleSeconds],
  );
  const [row] = await database.query<{ import_id: number }>(
    `insert into private.imports (city_code, manifest) values ($1, $2)
     on conflict do nothing returning import_id`,
    [cityCode, manifest],
  );
  if (!row) throw new ImportRefused([{ code: "import_running", file: manifest, params: {} }]);
  return row.import_id;
}

export type Publication = {
  statements: readonly Statement[];
  /** Staged cases. */
  caseCount: number;
  /** Grids that cases are assigned to have moved. */
  isRezoned: boolean;
};

/**
 * The city in one transaction, its cases with it. Where one connection serves everybody, that transaction holds the
 * first cases only and the others follow at once in slices (ADR 0031): the job's state keeps the promise meanwhile.
 */
export async function publishJob(
  database: ImportDatabase,
  importId: number,
  { statements, caseCount, isRezoned }: Publication,
): Promise<void> {
  const isSliced = database.kind === "embedded" && caseCount > firstSliceRows;
  await database.transaction([
    rowTriggersOff,
    ...statements,
    {
      sql: `update private.imports set state = $2::text, finished_at = case when $2::text = 'done' then now() end
            where import_id = $1`,
      params: [importId, isSliced || isRezoned ? "publishing" : "done"],
    },
    ...caseStatements(importId, isSliced ? firstSliceRows : null),
    { sql: "delete from private.import_polygons where import_id = $1", params: [importId] },
  ]);
  if (isSliced || isRezoned) await publishRest(database, importId, isRezoned);
}

async function publishRest(
  database: ImportDatabase,
  importId: number,
  isRezoned: boolean,
): Promise<void> {
  const preparation =
    database.kind === "embedded" ? [rowTriggersOff, foreignKeysOff] : [rowTriggersOff];
  let rows = firstSliceRows;
  for (;;) {
    const [row] = await database.query<{ first: number | null }>(
      "select min(n) as first from private.import_cases where import_id = $1",
      [importId],
    );
    if (row?.first === null || row === undefined) break;
    const startedMs = performance.now();
    await database.transaction([...preparation, ...caseStatements(importId, row.first + rows)]);
    const fitting = (rows * sliceMs) / Math.max(1, performance.now() - startedMs);
    rows = Math.round(Math.min(4_000, rows * 2, Math.max(100, fitting)));
  }
  if (isRezoned) await rezoneCases(database);
  await database.query(
    "update private.imports set state = 'done', finished_at = now() where import_id = $1",
    [importId],
  );
}

const beatMs = 10_000;

/** The same database, which tells the job's row now and then that its process is alive. */
export function withHeartbeat(database: ImportDatabase, importId: number): ImportDatabase {
  let beatenMs = performance.now();
  return {
    ...database,
    async query<Row>(sql: string, params?: readonly unknown[]) {
      if (performance.now() - beatenMs > beatMs) {
        beatenMs = performance.now();
        await database.query(
          "update private.imports set alive_at = clock_timestamp() where import_id = $1",
          [importId],
        );
      }
      return database.query<Row>(sql, params);
    },
  };
}

/** Takes up an import that a crash cut off after it had begun to publish: its rows were proved, they come in. */
export async function finishInterrupted(database: ImportDatabase): Promise<number> {
  const rows = await database.query<{ import_id: number }>(
    "select import_id from private.imports where state = 'publishing'",
  );
  for (const row of rows) await publishRest(database, row.import_id, true);
  return rows.length;
}

/** Leaves nothing behind: the staged rows go with the job's own. */
export async function dropJob(database: ImportDatabase, importId: number): Promise<void> {
  await database.transaction([
    {
      sql: "delete from private.imports where import_id = $1 and state = 'staging'",
      params: [importId],
    },
  ]);
}
