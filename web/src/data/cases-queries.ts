import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import {
  type CaseFilter,
  type CaseReport,
  caseDetailSchema,
  caseReporterSchema,
  caseRowSchema,
  casesChangesSchema,
  casesPageSchema,
  casesPointsSchema,
} from "../domain/schemas/case.ts";
import { callRpc } from "./rpc.ts";

const PAGE_ROWS = 100;

/** Cases of a filter, page after page by cursor. */
export function casesPageQuery(filter: CaseFilter, rowsPerPage = PAGE_ROWS) {
  return infiniteQueryOptions({
    queryKey: ["cases", "page", filter, rowsPerPage],
    queryFn: ({ pageParam, signal }) =>
      callRpc({
        name: "cases_page",
        schema: casesPageSchema,
        args: { p_filter: filter, p_cursor: pageParam, p_limit: rowsPerPage },
        signal,
      }),
    // The cursor is opaque text; the first page has none.
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  });
}

/** Points of a filter as columns, for the map. The zod walk of 50,000 rows is once per fetch, not per frame. */
export function casesPointsQuery(filter: CaseFilter, limit = 50_000) {
  return queryOptions({
    queryKey: ["cases", "points", filter, limit],
    queryFn: ({ signal }) =>
      callRpc({
        name: "cases_points",
        schema: casesPointsSchema,
        args: { p_filter: filter, p_limit: limit },
        signal,
      }),
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
    placeholderData: keepPreviousData,
  });
}

export function caseDetailQuery(caseId: number) {
  return queryOptions({
    queryKey: ["cases", "detail", caseId],
    queryFn: ({ signal }) =>
      callRpc({
        name: "case_detail",
        schema: caseDetailSchema,
        args: { p_case_id: caseId },
        signal,
      }),
  });
}

/** Who reported a case. Every reading is logged, so it is asked for by a click and never kept. */
export function readCaseReporter(caseId: number) {
  return callRpc({
    name: "case_reporter",
    schema: caseReporterSchema,
    args: { p_case_id: caseId },
  });
}

/** Everything that changed since a snapshot border; the live channel's catch-up. */
export function fetchCasesChanges(since: string | null, limit = 1000, signal?: AbortSignal) {
  return callRpc({
    name: "cases_changes",
    schema: casesChangesSchema,
    args: { p_since: since, p_limit: limit },
    signal,
  });
}

/** Files a report. `key` is made when the form opens, so a second click or a retry files nothing twice. */
export function reportCase(request: CaseReport, key: string) {
  return callRpc({
    name: "case_report",
    schema: caseRowSchema,
    args: { p_request: request, p_key: key },
  });
}

export type AssignGridInput = {
  caseId: number;
  gridId: number;
  reason: string;
  stageVersion: number;
  key: string;
};

/** Gives a case to a grid by hand: the unassigned, or a choice among its candidates. */
export function assignCaseGrid(input: AssignGridInput) {
  return callRpc({
    name: "case_assign_grid",
    schema: caseRowSchema,
    args: {
      p_case_id: input.caseId,
      p_grid_id: input.gridId,
      p_reason: input.reason,
      p_stage_version: input.stageVersion,
      p_key: input.key,
    },
  });
}
