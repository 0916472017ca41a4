import { QueryClient } from "@tanstack/react-query";
import { errorCode } from "../domain/app-error.ts";

/** Codes that a second try can heal; the rest are answers. */
const RETRIABLE = new Set(["offline", "took_too_long", "starting"]);

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        gcTime: 10 * 60_000,
        refetchOnWindowFocus: false,
        retry: (tries, error) => tries < 2 && RETRIABLE.has(errorCode(error)),
        retryDelay: (tries) => Math.min(1000 * 2 ** tries, 4000),
      },
      mutations: { retry: false },
    },
  });
}
