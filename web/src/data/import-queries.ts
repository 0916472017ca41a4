import { queryOptions } from "@tanstack/react-query";
import { latestImportSchema } from "../domain/import/import-report.ts";
import { callRpc } from "./rpc.ts";

/** The report of the last import; null where none was made. */
export function latestImportQuery() {
  return queryOptions({
    queryKey: ["imports", "latest"],
    queryFn: ({ signal }) =>
      callRpc({ name: "import_report_latest", schema: latestImportSchema, signal }),
  });
}
