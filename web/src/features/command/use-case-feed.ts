import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useRef, useState } from "react";
import { casesPointsQuery } from "../../data/cases-queries.ts";
import { rewindLive, subscribeLive, useLive } from "../../data/live-channel.ts";
import { CaseFeed } from "../../domain/cases/case-feed.ts";
import { type CaseFilter, toServerFilter } from "../../domain/cases/case-filter.ts";

/** Lists and counts follow the live city, but not at every message. */
const listEveryMs = 2500;
/** More than this the map does not hold; it says so. */
const pointLimit = 50_000;
const everywhere = { isInGrid: () => true };

/** The cases on the map: fetched once for a filter, then kept by the live channel. */
export function useCaseFeed(filter: CaseFilter, dayStart: string) {
  const [feed] = useState(() => new CaseFeed());
  const queryClient = useQueryClient();
  const serverFilter = useMemo(() => {
    const { sort: _sort, ...rest } = toServerFilter(filter, { gridId: null, bbox: null, dayStart });
    return rest;
  }, [filter, dayStart]);
  const points = useQuery({
    ...casesPointsQuery(serverFilter, pointLimit),
    // Cases become overdue without any message.
    refetchInterval: filter.overdue ? 60_000 : false,
  });
  const { data, refetch } = points;
  useEffect(() => {
    if (!data) return;
    feed.replace(data.columns);
    // Told again what changed between the answer and the channel; nothing is lost between them.
    rewindLive(data.as_of_xid);
  }, [feed, data]);

  const latest = useRef({ filter, dayStart });
  useEffect(() => {
    latest.current = { filter, dayStart };
  });
  useEffect(() => {
    let due: ReturnType<typeof setTimeout> | null = null;
    const refreshSoon = () => {
      due ??= setTimeout(() => {
        due = null;
        void queryClient.invalidateQueries({ queryKey: ["cases", "page"] });
        void queryClient.invalidateQueries({ queryKey: ["cases", "counts"] });
        void queryClient.invalidateQueries({ queryKey: ["cases", "detail"] });
      }, listEveryMs);
    };
    const stop = subscribeLive((changes) => {
      const nowS = Date.now() / 1000;
      const dayStartS = Date.parse(latest.current.dayStart) / 1000;
      feed.apply(changes, { filter: latest.current.filter, ...everywhere }, { nowS, dayStartS });
      refreshSoon();
    });
    return () => {
      stop();
      if (due !== null) clearTimeout(due);
    };
  }, [feed, queryClient]);

  const reloads = useLive((state) => state.reloads);
  useEffect(() => {
    if (reloads > 0) void refetch();
  }, [reloads, refetch]);
  useEffect(() => {
    let due: ReturnType<typeof setTimeout> | null = null;
    const stop = feed.subscribe(({ needsServer }) => {
      if (needsServer) due ??= setTimeout(() => void refetch(), listEveryMs);
    });
    return () => {
      stop();
      if (due !== null) clearTimeout(due);
    };
  }, [feed, refetch]);
  return {
    feed,
    truncatedTo: data && (data.truncated || data.count >= pointLimit) ? data.count : null,
    error: points.error,
    isPending: points.isPending,
  };
}
