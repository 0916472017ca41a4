import type { Queryable } from "../../supabase/embedded/database.ts";

export type FunctionIssue = { function: string; level: string; message: string };

/** A trigger function is checked once for each table it stands on: its `new` and `old` differ. */
const ISSUES = `
  with plpgsql as (
    select p.oid, p.prorettype = 'trigger'::regtype as is_trigger
    from pg_proc p
    join pg_namespace n on n.oid = p.pronamespace
    join pg_language l on l.oid = p.prolang
    where n.nspname in ('public', 'private') and l.lanname = 'plpgsql'
      and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
  ), targets as (
    select oid, 0::oid as relid from plpgsql where not is_trigger
    union
    select plpgsql.oid, t.tgrelid from plpgsql join pg_trigger t on t.tgfoid = plpgsql.oid
    where is_trigger
  )
  select t.oid::regprocedure::text as function, c.level,
         concat_ws(' ', 'line ' || c.lineno || ':', c.message, c.detail, c.hint) as message
  from targets t,
  lateral extensions.plpgsql_check_function_tb(
    t.oid, t.relid, other_warnings => true, extra_warnings => true, performance_warnings => false
  ) c
  order by 1, c.lineno`;

const COUNT = `
  select count(*)::int as count from pg_proc p
  join pg_namespace n on n.oid = p.pronamespace join pg_language l on l.oid = p.prolang
  where n.nspname in ('public', 'private') and l.lanname = 'plpgsql'`;

/** What the PL/pgSQL compiler of the database does not see: wrong columns, types, dead code. */
export async function checkFunctions(
  database: Queryable,
): Promise<{ checked: number; issues: FunctionIssue[] }> {
  const { rows } = await database.query<{ count: number }>(COUNT);
  const { rows: issues } = await database.query<FunctionIssue>(ISSUES);
  return { checked: rows[0]?.count ?? 0, issues };
}
