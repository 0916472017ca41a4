import { Readable } from "node:stream";
import { parse } from "csv-parse";
import { ImportRefused } from "../../web/src/domain/import/import-issue.ts";
import { decodeText, readSized } from "./read-file.ts";

export type TableRow = { row: number; record: Record<string, string> };

const sliceLength = 1 << 20;

/** Rows of a CSV, one after the other; the header is row 1, as a spreadsheet numbers them. */
export async function* readTable(
  path: string,
  options: { file: string; encoding: string; needed: readonly string[] },
): AsyncGenerator<TableRow> {
  const { file, encoding, needed } = options;
  const text = decodeText(readSized(path, file), encoding, file);
  const parser = Readable.from(slices(text)).pipe(
    parse({
      bom: true,
      skip_empty_lines: true,
      columns: (header: string[]) => checkHeader(header, needed, file),
    }),
  );
  let row = 1;
  try {
    for await (const record of parser as AsyncIterable<Record<string, string>>) {
      row += 1;
      yield { row, record };
    }
  } catch (error) {
    if (error instanceof ImportRefused) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new ImportRefused([{ code: "csv_broken", file, row: row + 1, params: { reason } }]);
  }
}

function* slices(text: string): Generator<string> {
  for (let at = 0; at < text.length; at += sliceLength) yield text.slice(at, at + sliceLength);
}

function checkHeader(header: string[], needed: readonly string[], file: string): string[] {
  const columns = header.map((name) => name.trim());
  const missing = needed.filter((name) => !columns.includes(name));
  if (missing.length > 0) {
    throw new ImportRefused(
      missing.map((column) => ({
        code: "column_missing",
        file,
        row: 1,
        params: { column, columns: columns.slice(0, 40).join(", ") },
      })),
    );
  }
  return columns;
}
