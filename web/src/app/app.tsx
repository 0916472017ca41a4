import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { createQueryClient } from "../data/query-client.ts";
import { reportError } from "../data/report-error.ts";
import { type EndReason, useSession } from "../data/session.ts";
import { ErrorBoundary } from "../ui/error-boundary.tsx";
import { createAppRouter } from "./router.tsx";

/** Everything after the boot: cache, router, and what happens when the session ends. */
export function App() {
  const [queryClient] = useState(createQueryClient);
  const [router] = useState(() => createAppRouter(queryClient));
  useEffect(
    () =>
      useSession.subscribe(({ session }, { session: before }) => {
        if (session.kind === before.kind) return;
        if (session.kind !== "signed_out") return;
        void leave({ router, queryClient, reason: session.reason });
      }),
    [router, queryClient],
  );
  return (
    <ErrorBoundary onError={reportError}>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </ErrorBoundary>
  );
}

type Leaving = {
  router: ReturnType<typeof createAppRouter>;
  queryClient: QueryClient;
  reason: EndReason | null;
};

/** First off the screens, then forget: a screen that is still there would ask again for what was forgotten. */
async function leave({ router, queryClient, reason }: Leaving): Promise<void> {
  await router.navigate({ to: "/sign-in", search: reason === null ? {} : { reason } });
  queryClient.clear();
}
