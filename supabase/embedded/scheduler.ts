export type Scheduler = {
  /** Runs `job` every `ms`, never two of one name at once; a failure is logged and the next turn comes. */
  every(ms: number, name: string, job: () => Promise<unknown>): void;
  /** Stops, and waits for what is running. */
  close(): Promise<void>;
};

export function makeScheduler(logError: (message: string) => void = console.error): Scheduler {
  const timers: NodeJS.Timeout[] = [];
  const running = new Map<string, Promise<void>>();
  return {
    every(ms, name, job) {
      const timer = setInterval(() => {
        if (running.has(name)) return;
        const run = job()
          .then(() => {})
          .catch((error: unknown) =>
            logError(`${name}: ${error instanceof Error ? error.message : error}`),
          )
          .finally(() => running.delete(name));
        running.set(name, run);
      }, ms);
      timer.unref();
      timers.push(timer);
    },
    async close() {
      for (const timer of timers) clearInterval(timer);
      await Promise.all(running.values());
    },
  };
}
