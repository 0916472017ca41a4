import type { LiveCase } from "../schemas/live-case.ts";

/** `live`: every topic joined and caught up since. `catching_up`: on the way there. `offline`: no server. */
export type LiveStatus = "live" | "catching_up" | "offline";

export type LiveState = {
  topics: readonly string[];
  joined: ReadonlySet<string>;
  reachable: boolean;
  /** Counts disturbances: a catch-up that began before one does not prove that nothing was missed in it. */
  generation: number;
  caughtUpGeneration: number;
  /** Ask for changes from here; null before the first answer. */
  since: string | null;
};

export type LiveEvent =
  | { kind: "joined"; topic: string }
  | { kind: "lost"; topic: string }
  | { kind: "reachable" }
  | { kind: "unreachable" }
  | { kind: "caught_up"; generation: number; nextSince: string }
  | { kind: "rewound"; since: string };

export function startLive(topics: readonly string[]): LiveState {
  return {
    topics,
    joined: new Set(),
    reachable: true,
    generation: 1,
    caughtUpGeneration: 0,
    since: null,
  };
}

export function liveStatus(state: LiveState): LiveStatus {
  if (!state.reachable) return "offline";
  const isWhole = state.topics.every((topic) => state.joined.has(topic));
  return isWhole && state.caughtUpGeneration === state.generation ? "live" : "catching_up";
}

/** A disturbance is over and nobody has caught up since: ask now, not at the next round. */
export function needsCatchUp(state: LiveState): boolean {
  return state.reachable && state.caughtUpGeneration !== state.generation;
}

export function reduceLive(state: LiveState, event: LiveEvent): LiveState {
  switch (event.kind) {
    case "joined":
      if (state.joined.has(event.topic)) return state;
      return disturb({ ...state, joined: new Set([...state.joined, event.topic]) });
    case "lost": {
      if (!state.joined.has(event.topic)) return state;
      const joined = new Set(state.joined);
      joined.delete(event.topic);
      return disturb({ ...state, joined });
    }
    case "reachable":
      return state.reachable ? state : disturb({ ...state, reachable: true });
    case "unreachable":
      return state.reachable ? disturb({ ...state, reachable: false }) : state;
    case "caught_up":
      return { ...state, since: event.nextSince, caughtUpGeneration: event.generation };
    case "rewound":
      return disturb({ ...state, since: earlier(state.since, event.since) });
  }
}

function disturb(state: LiveState): LiveState {
  return { ...state, generation: state.generation + 1 };
}

function earlier(first: string | null, second: string): string {
  return first !== null && BigInt(first) < BigInt(second) ? first : second;
}

type Seen = { stageVersion: number; xid: bigint };

/**
 * Lets each change of a case through once, and never an older one after a newer. Messages and the rows of a
 * catch-up overtake each other, so what is newer is told by stage and transaction, not by arrival.
 */
export class ChangeSieve {
  readonly #seen = new Map<number, Seen>();
  readonly #capacity: number;

  constructor(capacity = 50_000) {
    this.#capacity = capacity;
  }

  take(changes: readonly LiveCase[]): LiveCase[] {
    const news = new Map<number, LiveCase>();
    for (const change of changes) {
      const candidate = { stageVersion: change.stage_version, xid: BigInt(change.xid) };
      const known = this.#seen.get(change.case_id);
      if (known && !isNewer(candidate, known)) continue;
      this.#remember(change.case_id, candidate);
      news.set(change.case_id, change);
    }
    return [...news.values()];
  }

  forget(): void {
    this.#seen.clear();
  }

  #remember(caseId: number, seen: Seen): void {
    this.#seen.delete(caseId);
    this.#seen.set(caseId, seen);
    if (this.#seen.size <= this.#capacity) return;
    const oldest = this.#seen.keys().next();
    if (!oldest.done) this.#seen.delete(oldest.value);
  }
}

function isNewer(candidate: Seen, known: Seen): boolean {
  if (candidate.stageVersion !== known.stageVersion) {
    return candidate.stageVersion > known.stageVersion;
  }
  return candidate.xid > known.xid;
}
