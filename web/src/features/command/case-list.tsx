import { useInfiniteQuery } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { casesPageQuery } from "../../data/cases-queries.ts";
import type { GridTree } from "../../domain/grids/grid-tree.ts";
import type { CaseFilter, CaseRow } from "../../domain/schemas/case.ts";
import { EmptyState, FailedState, LoadingLines } from "../../ui/states.tsx";
import { useNowSeconds } from "../../ui/use-now.ts";
import { VirtualList } from "../../ui/virtual-list.tsx";
import { CaseRowItem, caseRowHeightPx } from "./case-row.tsx";

export interface CaseListProps {
  serverFilter: CaseFilter;
  tree: GridTree | null;
  selectedCaseId: number | null;
  hoveredCaseId: number | null;
  onOpen: (row: CaseRow) => void;
  onHover: (caseId: number | null) => void;
  emptyTitle: string;
  emptyDetail: string;
  emptyAction?: React.ReactNode;
}

/** Rows of a filter, fetched page by page as the end comes near. */
export function CaseList(props: CaseListProps) {
  const { t } = useTranslation("cases");
  const nowS = useNowSeconds();
  const query = useInfiniteQuery(casesPageQuery(props.serverFilter));
  const rows = useMemo(
    () => uniqueRows(query.data?.pages.flatMap((page) => page.rows) ?? []),
    [query.data],
  );
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  if (query.isPending) return <LoadingLines lines={10} />;
  if (query.isError && rows.length === 0) {
    return <FailedState error={query.error} onRetry={() => void query.refetch()} />;
  }
  if (rows.length === 0) {
    return (
      <EmptyState title={props.emptyTitle} detail={props.emptyDetail} action={props.emptyAction} />
    );
  }
  return (
    <VirtualList
      rows={rows}
      rowHeightPx={caseRowHeightPx}
      keyOf={(row) => row.case_id}
      label={t("list.label")}
      onNearEnd={more}
      revealIndex={rows.findIndex((row) => row.case_id === props.selectedCaseId)}
      renderRow={(row) => (
        <CaseRowItem
          row={row}
          nowS={nowS}
          tree={props.tree}
          isSelected={row.case_id === props.selectedCaseId}
          isHovered={row.case_id === props.hoveredCaseId}
          onOpen={props.onOpen}
          onHover={props.onHover}
        />
      )}
    />
  );
}

/** A case that changes between two pages may come twice; the newer answer wins. */
function uniqueRows(rows: readonly CaseRow[]): CaseRow[] {
  return [...new Map(rows.map((row) => [row.case_id, row])).values()];
}
