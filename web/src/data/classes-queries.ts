import { queryOptions } from "@tanstack/react-query";
import { caseClassesSchema } from "../domain/schemas/case-class.ts";
import { callRpc } from "./rpc.ts";

/** The matters a case may be filed under; changes with a release or a setting, not during a shift. */
export function caseClassesQuery() {
  return queryOptions({
    queryKey: ["classes"],
    queryFn: ({ signal }) => callRpc({ name: "classes_list", schema: caseClassesSchema, signal }),
    staleTime: 60 * 60_000,
  });
}
