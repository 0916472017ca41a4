import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { createQueryClient } from "../data/query-client.ts";
import { reportError } from "../data/report-error.ts";
import { useSession } from "../data/session.ts";
import { onWipe } from "../data/wipe-browser.ts";
import { ErrorBoundary } from "../ui/error-boundary.tsx";
import { createAppRouter } from "./router.tsx";

/** Everything after the boot: cache, router, and what happens when the session ends. */
export function App() {
  const [queryClient] = useState(createQueryClient);
  const [router] = useState(() => createAppRouter(queryClient));
  useEffect(() => onWipe(() => queryClient.clear()), [queryClient]);
  useEffect(
    () =>
      useSession.subscribe(({ session }, { session: before }) => {
        if (session.kind === before.kind) return;
        if (session.kind === "signed_out") {
          void router.navigate({
            to: "/sign-in",
            search: session.reason === null ? {} : { reason: session.reason },
          });
        }
      }),
    [router],
  );
  return (
    <ErrorBoundary onError={reportError}>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </ErrorBoundary>
  );
}
