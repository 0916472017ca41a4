import { randomUUID } from "node:crypto";

export type PresenceMeta = Record<string, unknown> & { phx_ref: string };
export type PresenceState = Record<string, { metas: PresenceMeta[] }>;
export type PresenceDiff = { joins: PresenceState; leaves: PresenceState };

/** Who is on one topic: a channel tracks itself under a key, several channels may share it. */
export class Presence {
  private readonly tracked = new Map<object, { key: string; meta: PresenceMeta }>();

  track(channel: object, key: string, payload: Record<string, unknown>): PresenceDiff {
    const before = this.tracked.get(channel);
    const meta: PresenceMeta = { ...payload, phx_ref: randomUUID() };
    this.tracked.set(channel, { key, meta });
    return { joins: { [key]: { metas: [meta] } }, leaves: before ? entry(before) : {} };
  }

  untrack(channel: object): PresenceDiff | null {
    const before = this.tracked.get(channel);
    if (!before) return null;
    this.tracked.delete(channel);
    return { joins: {}, leaves: entry(before) };
  }

  state(): PresenceState {
    const state: PresenceState = {};
    for (const { key, meta } of this.tracked.values()) {
      const known = state[key];
      if (known) known.metas.push(meta);
      else state[key] = { metas: [meta] };
    }
    return state;
  }
}

function entry(tracked: { key: string; meta: PresenceMeta }): PresenceState {
  return { [tracked.key]: { metas: [tracked.meta] } };
}
