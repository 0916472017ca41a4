/** Set-based inserts: one array a column, a few thousand rows a statement. Row by row would take minutes. */
import type { Queryable } from "../../supabase/embedded/database.ts";

export type ColumnType =
  | "bigint"
  | "smallint"
  | "integer"
  | "text"
  | "float8"
  | "boolean"
  /** Milliseconds since 1970: text of a time costs twice, here and there. */
  | "instant"
  | "jsonb"
  | "tstzrange";
export type Cell = string | number | boolean | null;

export interface Column<Row> {
  readonly name: string;
  readonly type: ColumnType;
  readonly of: (row: Row) => Cell;
  /** SQL around the value, where the type of the column is not the type of the array. */
  readonly wrap?: (value: string) => string;
}

const CHUNK_ROWS = 4000;

function element(value: Cell): string {
  if (value === null) return "NULL";
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return `"${value.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}

/** A PostgreSQL array in text: both drivers pass it through unchanged. */
export function arrayLiteral(values: readonly Cell[]): string {
  return `{${values.map(element).join(",")}}`;
}

const arrayType = (type: ColumnType): string => (type === "instant" ? "float8" : type);

function valueSql<Row>({ name, type, wrap }: Column<Row>): string {
  const value = `r."${name}"`;
  if (wrap) return wrap(value);
  return type === "instant" ? `to_timestamp(${value} / 1000)` : value;
}

export interface BulkInsert<Row> {
  readonly table: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly overriding?: boolean;
}

export async function bulkInsert<Row>(
  db: Queryable,
  { table, columns, rows, overriding }: BulkInsert<Row>,
): Promise<void> {
  const names = columns.map((c) => c.name).join(", ");
  const arrays = columns.map((c, i) => `$${i + 1}::text::${arrayType(c.type)}[]`).join(", ");
  const aliases = columns.map((c) => `"${c.name}"`).join(", ");
  const values = columns.map(valueSql).join(", ");
  const sql = `insert into ${table} (${names})${overriding ? " overriding system value" : ""}
    select ${values} from unnest(${arrays}) as r (${aliases})`;
  for (let from = 0; from < rows.length; from += CHUNK_ROWS) {
    const chunk = rows.slice(from, from + CHUNK_ROWS);
    await db.query(
      sql,
      columns.map((c) => arrayLiteral(chunk.map(c.of))),
    );
  }
}
