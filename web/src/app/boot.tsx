import { useEffect, useState } from "react";
import { startClient } from "../data/client.ts";
import { loadConfig } from "../data/config.ts";
import { startSession } from "../data/session.ts";
import { errorCode } from "../domain/app-error.ts";
import { App } from "./app.tsx";
import { BootScreen } from "./boot-screen.tsx";
import { ThemeProvider } from "./theme-provider.tsx";

const RETRY_MS = 1500;

type BootState = { kind: "loading" } | { kind: "waiting"; code: string } | { kind: "ready" };

/** Waits for the server (it listens first and warms after), then starts the application. */
export function Boot({ nonce }: { nonce: string | undefined }) {
  const [state, setState] = useState<BootState>({ kind: "loading" });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let cancelled = false;
    let stopSession = () => {};
    const start = async () => {
      try {
        const config = await loadConfig();
        if (cancelled) return;
        startClient(config);
        stopSession = await startSession();
        if (cancelled) stopSession();
        else setState({ kind: "ready" });
      } catch (error) {
        if (cancelled) return;
        setState({ kind: "waiting", code: errorCode(error) });
        timer = setTimeout(() => void start(), RETRY_MS);
      }
    };
    void start();
    return () => {
      cancelled = true;
      stopSession();
      clearTimeout(timer);
    };
  }, []);
  return (
    <ThemeProvider nonce={nonce}>
      {state.kind === "ready" ? (
        <App />
      ) : (
        <BootScreen code={state.kind === "waiting" ? state.code : null} />
      )}
    </ThemeProvider>
  );
}
