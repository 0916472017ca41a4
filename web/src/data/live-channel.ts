import type { RealtimeChannel } from "@supabase/supabase-js";
import { create } from "zustand";
import {
  ChangeSieve,
  type LiveEvent,
  type LiveState,
  type LiveStatus,
  liveStatus,
  needsCatchUp,
  reduceLive,
  startLive,
} from "../domain/cases/live-reducer.ts";
import { type LiveCase, liveCaseSchema, toLiveCase } from "../domain/schemas/live-case.ts";
import { fetchCasesChanges } from "./cases-queries.ts";
import { supabase } from "./client.ts";
import { isServerReachable } from "./probe-server.ts";
import { reportError } from "./report-error.ts";
import { onWipe } from "./wipe-browser.ts";

const PROBE_MS = 2000;
const CATCH_UP_MS = 20_000;
/** While a channel is missing, the catch-up is all there is: ask more often. */
const CATCH_UP_BROKEN_MS = 5000;
const REJOIN_MS = 2000;
/** Changes of this long are told together. */
const BATCH_MS = 60;

type LiveStore = {
  status: LiveStatus;
  /** When the last sign of life came, epoch ms; null before the first. */
  heardAtMs: number | null;
  /** Raised when everything must be read again (an import, a long absence). */
  reloads: number;
};

export const useLive = create<LiveStore>(() => ({
  status: "catching_up",
  heardAtMs: null,
  reloads: 0,
}));

type ChangeListener = (changes: readonly LiveCase[]) => void;
const listeners = new Set<ChangeListener>();

/** Hears of changed cases, each once, in batches. */
export function subscribeLive(listener: ChangeListener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

let running: LiveChannel | null = null;

/**
 * After a fetch that says `as_of_xid`: tells again what changed since then, so that nothing is lost between
 * the fetch and the channel.
 */
export function rewindLive(asOfXid: string): void {
  running?.rewind(asOfXid);
}

/** Joins the topics and keeps at it until told to stop. `withCases` false: presence of the server only. */
export function startLiveChannel(input: {
  topics: readonly string[];
  withCases: boolean;
}): () => void {
  running?.stop();
  const channel = new LiveChannel(input);
  running = channel;
  const stopHearing = onWipe(() => channel.stop());
  return () => {
    stopHearing();
    channel.stop();
    if (running === channel) running = null;
  };
}

class LiveChannel {
  #state: LiveState;
  readonly #withCases: boolean;
  readonly #sieve = new ChangeSieve();
  readonly #channels = new Map<string, RealtimeChannel>();
  readonly #abort = new AbortController();
  readonly #timers = new Set<ReturnType<typeof setTimeout>>();
  #pending: LiveCase[] = [];
  #isCatchingUp = false;
  #catchUpAgain = false;
  #lastCatchUpMs = 0;

  constructor(input: { topics: readonly string[]; withCases: boolean }) {
    this.#state = startLive(input.topics);
    this.#withCases = input.withCases;
    for (const topic of input.topics) this.#join(topic);
    void this.#probe();
    void this.#catchUp();
    window.addEventListener("online", this.#hurry);
    window.addEventListener("offline", this.#hurry);
    document.addEventListener("visibilitychange", this.#hurry);
  }

  stop(): void {
    if (this.#abort.signal.aborted) return;
    this.#abort.abort();
    for (const timer of this.#timers) clearTimeout(timer);
    window.removeEventListener("online", this.#hurry);
    window.removeEventListener("offline", this.#hurry);
    document.removeEventListener("visibilitychange", this.#hurry);
    for (const channel of this.#channels.values()) void supabase().removeChannel(channel);
    useLive.setState({ status: "catching_up", heardAtMs: null });
  }

  rewind(asOfXid: string): void {
    this.#sieve.forget();
    this.#on({ kind: "rewound", since: asOfXid });
  }

  readonly #hurry = () => {
    if (document.visibilityState === "visible") void this.#probeOnce();
  };

  #on(event: LiveEvent): void {
    if (this.#abort.signal.aborted) return;
    this.#state = reduceLive(this.#state, event);
    const status = liveStatus(this.#state);
    if (useLive.getState().status !== status) useLive.setState({ status });
    if (needsCatchUp(this.#state)) void this.#catchUp();
  }

  #later(delayMs: number, work: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      if (!this.#abort.signal.aborted) work();
    }, delayMs);
    this.#timers.add(timer);
  }

  #join(topic: string): void {
    const before = this.#channels.get(topic);
    if (before) void supabase().removeChannel(before);
    const channel = supabase().channel(topic, { config: { private: true } });
    this.#channels.set(topic, channel);
    channel.on("broadcast", { event: "case" }, ({ payload }: { payload: unknown }) => {
      this.#hear(payload);
    });
    channel.subscribe((status) => {
      // An exchanged channel still says goodbye; that is not news of its successor.
      if (this.#channels.get(topic) !== channel) return;
      if (status === "SUBSCRIBED") {
        this.#on({ kind: "joined", topic });
        return;
      }
      this.#on({ kind: "lost", topic });
      void this.#probeOnce();
      if (status === "CLOSED") this.#later(REJOIN_MS, () => this.#join(topic));
    });
  }

  #hear(payload: unknown): void {
    const parsed = liveCaseSchema.safeParse(payload);
    if (!parsed.success) {
      reportError(parsed.error, "live");
      void this.#catchUp();
      return;
    }
    useLive.setState({ heardAtMs: Date.now() });
    this.#tell([parsed.data]);
  }

  #tell(changes: readonly LiveCase[]): void {
    const news = this.#sieve.take(changes);
    if (news.length === 0) return;
    if (this.#pending.length === 0) this.#later(BATCH_MS, () => this.#flush());
    this.#pending.push(...news);
  }

  #flush(): void {
    const changes = this.#pending;
    this.#pending = [];
    for (const listener of listeners) listener(changes);
  }

  async #probe(): Promise<void> {
    await this.#probeOnce();
    const { signal } = this.#abort;
    if (signal.aborted) return;
    const isLive = liveStatus(this.#state) === "live";
    const dueMs = isLive ? CATCH_UP_MS : CATCH_UP_BROKEN_MS;
    if (this.#state.reachable && Date.now() - this.#lastCatchUpMs >= dueMs) void this.#catchUp();
    this.#later(PROBE_MS, () => void this.#probe());
  }

  async #probeOnce(): Promise<void> {
    const reachable = await isServerReachable(this.#abort.signal);
    if (this.#abort.signal.aborted) return;
    if (reachable) useLive.setState({ heardAtMs: Date.now() });
    this.#on({ kind: reachable ? "reachable" : "unreachable" });
  }

  async #catchUp(): Promise<void> {
    if (this.#isCatchingUp) {
      this.#catchUpAgain = true;
      return;
    }
    this.#isCatchingUp = true;
    this.#catchUpAgain = false;
    this.#lastCatchUpMs = Date.now();
    try {
      await this.#catchUpOnce();
    } catch (error) {
      if (this.#abort.signal.aborted) return;
      // Not an error of the person's doing: the next probe tells, the next round tries again.
      void this.#probeOnce();
      reportError(error, "catch-up");
      this.#catchUpAgain = false;
    } finally {
      this.#isCatchingUp = false;
    }
    if (this.#catchUpAgain) void this.#catchUp();
  }

  async #catchUpOnce(): Promise<void> {
    const { generation } = this.#state;
    const { signal } = this.#abort;
    if (!this.#withCases) {
      this.#on({ kind: "caught_up", generation, nextSince: "0" });
      return;
    }
    let since = this.#state.since;
    for (;;) {
      const answer = await fetchCasesChanges(since, 1000, signal);
      if (signal.aborted) return;
      if (answer.reload) useLive.setState(({ reloads }) => ({ reloads: reloads + 1 }));
      this.#tell(answer.rows.map(toLiveCase));
      since = answer.next_since;
      if (!answer.more) break;
    }
    useLive.setState({ heardAtMs: Date.now() });
    // A rewind meanwhile raised the generation and set an earlier border: this answer must not undo it.
    if (this.#state.generation === generation) {
      this.#on({ kind: "caught_up", generation, nextSince: since });
    }
  }
}
