import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { searchAnswerSchema } from "../domain/schemas/search.ts";
import { callRpc } from "./rpc.ts";

/** One search for everything: grids, cases, people, places. Nothing is asked for an empty box. */
export function searchAllQuery(text: string, limit = 8) {
  const query = text.trim();
  return queryOptions({
    queryKey: ["search", query, limit],
    queryFn: ({ signal }) =>
      callRpc({
        name: "search_all",
        schema: searchAnswerSchema,
        args: { p_query: query, p_limit: limit },
        signal,
      }),
    enabled: query !== "",
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
}
