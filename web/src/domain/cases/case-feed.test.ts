import { expect, test } from "vitest";
import type { LiveCase } from "../schemas/live-case.ts";
import { CaseFeed, type FeedNews, type FeedScope } from "./case-feed.ts";
import { emptyFilter } from "./case-filter.ts";

const change = (caseId: number, over: Partial<LiveCase> = {}): LiveCase => ({
  kind: "reported",
  case_id: caseId,
  case_no: `n${caseId}`,
  state: "reported",
  stage_version: 1,
  x: 1,
  y: 2,
  class_id: null,
  urgent: false,
  deadline_at: null,
  reported_at: "2026-11-23T01:00:00Z",
  on_account: false,
  suspended: false,
  unit_id: null,
  street_id: 3,
  community_id: 4,
  district_id: 2,
  unassigned: false,
  xid: "1",
  ...over,
});
const everything: FeedScope = { filter: emptyFilter, isInGrid: () => true };
const time = { nowS: 1_800_000_000, dayStartS: 0 };

function watched(): { feed: CaseFeed; news: FeedNews[] } {
  const feed = new CaseFeed();
  const news: FeedNews[] = [];
  feed.subscribe((one) => news.push(one));
  return { feed, news };
}

test("a new case arrives once; a change of it is no arrival", () => {
  const { feed, news } = watched();
  feed.apply([change(1)], everything, time);
  feed.apply([change(1, { state: "filed" })], everything, time);
  expect(news.map((one) => one.arrivals)).toEqual([[1], []]);
  expect(feed.store.count).toBe(1);
});

test("a case that is closed leaves the map of open cases", () => {
  const { feed } = watched();
  feed.apply([change(1)], everything, time);
  feed.apply([change(1, { state: "written_off" })], everything, time);
  expect(feed.store.count).toBe(0);
});

test("a case outside the selected grid does not arrive", () => {
  const { feed, news } = watched();
  feed.apply([change(1)], { filter: emptyFilter, isInGrid: () => false }, time);
  expect(feed.store.count).toBe(0);
  expect(news).toEqual([]);
});

test("a new case under a text filter sends for the server", () => {
  const { feed, news } = watched();
  const scope = { ...everything, filter: { ...emptyFilter, text: "井盖" } };
  feed.apply([change(1)], scope, time);
  expect(news).toEqual([{ arrivals: [], needsServer: true }]);
});

test("replacing the set is seen as a change", () => {
  const { feed, news } = watched();
  feed.apply([change(1)], everything, time);
  const revision = feed.store.revision;
  feed.replace({
    case_id: [9],
    x: [1],
    y: [1],
    state: ["filed"],
    class_id: [null],
    deadline: [null],
    reported: [1],
    flags: [0],
    street: [null],
    community: [null],
  });
  expect(feed.store.revision).toBeGreaterThan(revision);
  expect(news).toHaveLength(2);
});
