import { useEffect } from "react";
import { startLiveChannel } from "../../data/live-channel.ts";
import { useMe } from "../../data/me-queries.ts";

/** One channel for the whole shell: screens come and go, the city goes on. */
export function useLiveChannel(): void {
  const me = useMe();
  const topics = me.topics.join(" ");
  const withCases = me.capabilities.some((name) => name === "case.read" || name === "wall");
  useEffect(
    () => startLiveChannel({ topics: topics === "" ? [] : topics.split(" "), withCases }),
    [topics, withCases],
  );
}
