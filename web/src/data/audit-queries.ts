import { infiniteQueryOptions, keepPreviousData } from "@tanstack/react-query";
import { type AuditFilter, auditPageSchema } from "../domain/schemas/audit.ts";
import { callRpc } from "./rpc.ts";

const PAGE_ROWS = 100;

/** The audit log, newest first, page after page by cursor. */
export function auditPageQuery(filter: AuditFilter) {
  return infiniteQueryOptions({
    queryKey: ["audit", filter],
    queryFn: ({ pageParam, signal }) =>
      callRpc({
        name: "audit_page",
        schema: auditPageSchema,
        args: { p_filter: filter, p_cursor: pageParam, p_limit: PAGE_ROWS },
        signal,
      }),
    // The cursor is opaque text; the first page has none.
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  });
}
