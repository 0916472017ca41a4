import fc from "fast-check";
import { expect, test } from "vitest";
import type { LiveCase } from "../schemas/live-case.ts";
import {
  ChangeSieve,
  type LiveEvent,
  type LiveState,
  liveStatus,
  needsCatchUp,
  reduceLive,
  startLive,
} from "./live-reducer.ts";

function after(events: readonly LiveEvent[], topics = ["area:1"]): LiveState {
  return events.reduce(reduceLive, startLive(topics));
}

const joined: LiveEvent = { kind: "joined", topic: "area:1" };
function caughtUp(generation: number): LiveEvent {
  return { kind: "caught_up", generation, nextSince: "700" };
}

function change(caseId: number, stageVersion: number, xid: number): LiveCase {
  return {
    kind: "changed",
    case_id: caseId,
    case_no: String(caseId),
    state: "reported",
    stage_version: stageVersion,
    x: 0,
    y: 0,
    class_id: null,
    urgent: false,
    deadline_at: null,
    reported_at: "2026-11-23T08:00:00Z",
    on_account: false,
    suspended: false,
    unit_id: null,
    street_id: null,
    community_id: null,
    district_id: null,
    unassigned: false,
    xid: String(xid),
  };
}

test("it is live once every topic is joined and a catch-up that began after has ended", () => {
  expect(liveStatus(after([joined]))).toBe("catching_up");
  expect(liveStatus(after([joined, caughtUp(2)]))).toBe("live");
  expect(liveStatus(after([joined, caughtUp(2)], ["area:1", "person:2"]))).toBe("catching_up");
});

test("a catch-up that began before the channel was joined proves nothing", () => {
  const state = after([joined, caughtUp(1)]);
  expect(liveStatus(state)).toBe("catching_up");
  expect(needsCatchUp(state)).toBe(true);
  expect(state.since).toBe("700");
});

test("a lost channel asks for a catch-up, a killed server says offline and comes back by catching up", () => {
  const live = after([joined, caughtUp(2)]);
  expect(liveStatus(reduceLive(live, { kind: "lost", topic: "area:1" }))).toBe("catching_up");
  const dead = reduceLive(live, { kind: "unreachable" });
  expect(liveStatus(dead)).toBe("offline");
  expect(needsCatchUp(dead)).toBe(false);
  const back = reduceLive(dead, { kind: "reachable" });
  expect(liveStatus(back)).toBe("catching_up");
  expect(needsCatchUp(back)).toBe(true);
});

test("a repeated event changes nothing", () => {
  const live = after([joined, caughtUp(2)]);
  expect(reduceLive(live, joined)).toBe(live);
  expect(reduceLive(live, { kind: "reachable" })).toBe(live);
});

test("rewinding asks from the earlier of both borders, never from a later one", () => {
  const state = after([joined, caughtUp(2)]);
  expect(reduceLive(state, { kind: "rewound", since: "80" }).since).toBe("80");
  expect(reduceLive(state, { kind: "rewound", since: "9000" }).since).toBe("700");
});

test("the same change comes through once, by message and by catch-up alike", () => {
  const sieve = new ChangeSieve();
  expect(sieve.take([change(1, 1, 10)])).toHaveLength(1);
  expect(sieve.take([change(1, 1, 10)])).toHaveLength(0);
  expect(sieve.take([change(1, 1, 11)])).toHaveLength(1);
});

test("whatever order and repetition the changes arrive in, the newest of each case is the last one through", () => {
  const history = [
    change(1, 1, 5),
    change(1, 1, 9),
    change(1, 2, 12),
    change(2, 1, 7),
    change(2, 3, 30),
  ];
  const arrivals = fc.array(fc.constantFrom(...history), { maxLength: 20 });
  fc.assert(
    fc.property(arrivals, fc.shuffledSubarray(history, { minLength: 5 }), (first, all) => {
      const sieve = new ChangeSieve();
      const shown = new Map<number, string>();
      for (const batch of [first, all, first]) {
        for (const news of sieve.take(batch)) shown.set(news.case_id, news.xid);
      }
      expect(shown).toEqual(
        new Map([
          [1, "12"],
          [2, "30"],
        ]),
      );
    }),
  );
});

test("a full sieve forgets the oldest case, not the newest", () => {
  const sieve = new ChangeSieve(2);
  sieve.take([change(1, 1, 1), change(2, 1, 2), change(3, 1, 3)]);
  expect(sieve.take([change(3, 1, 3)])).toHaveLength(0);
  expect(sieve.take([change(1, 1, 1)])).toHaveLength(1);
});
