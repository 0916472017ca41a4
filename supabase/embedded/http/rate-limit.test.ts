import { expect, test } from "vitest";
import { RateLimiter } from "./rate-limit.ts";

test("a burst passes, the next waits until time has given a token back", () => {
  let nowMs = 0;
  const limiter = new RateLimiter({ burst: 3, perSecond: 2 }, () => nowMs);
  expect([1, 2, 3, 4].map(() => limiter.take("a"))).toEqual([true, true, true, false]);
  nowMs = 500;
  expect([limiter.take("a"), limiter.take("a")]).toEqual([true, false]);
});

test("one caller's burst is no other's", () => {
  const limiter = new RateLimiter({ burst: 1, perSecond: 1 }, () => 0);
  expect([limiter.take("a"), limiter.take("a"), limiter.take("b")]).toEqual([true, false, true]);
});
