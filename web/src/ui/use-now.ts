import { useEffect, useState } from "react";

/** Epoch seconds, anew every `everyMs`: clocks on screen age without a message. */
export function useNowSeconds(everyMs = 20_000): number {
  const [nowS, setNowS] = useState(() => Math.floor(Date.now() / 1000));
  useEffect(() => {
    const timer = setInterval(() => setNowS(Math.floor(Date.now() / 1000)), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return nowS;
}
