import type { ErrorComponentProps } from "@tanstack/react-router";
import { useRouter } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { reportError } from "../data/report-error.ts";
import { errorCode } from "../domain/app-error.ts";
import { ErrorState } from "../ui/states.tsx";
import styles from "./page-state.module.css";

/** A screen that could not open: what happened, a code to quote, another try. */
export function RouteError({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const [reference, setReference] = useState("");
  useEffect(() => setReference(reportError(error, "route")), [error]);
  const handleRetry = () => {
    reset();
    void router.invalidate();
  };
  return (
    <main className={styles.page}>
      <ErrorState code={errorCode(error)} reference={reference} onRetry={handleRetry} />
    </main>
  );
}
