import { expect, test } from "vitest";
import { type CaseClock, clockState, isOverdue } from "./overdue.ts";

const clock: CaseClock = { state: "handling", suspended: false, reportedAtS: 0, deadlineAtS: 1000 };

test("a case is overdue the second after its deadline, not on it", () => {
  expect(isOverdue(clock, 1000)).toBe(false);
  expect(isOverdue(clock, 1001)).toBe(true);
});

test("a suspended case is never overdue: its clock stands still", () => {
  expect(isOverdue({ ...clock, suspended: true }, 5000)).toBe(false);
  expect(clockState({ ...clock, suspended: true }, 5000)).toBe("suspended");
});

test("a closed case is never overdue", () => {
  expect(isOverdue({ ...clock, state: "written_off" }, 5000)).toBe(false);
  expect(clockState({ ...clock, state: "void" }, 5000)).toBe("closed");
});

test("the clock turns amber when less than a fifth of the allowed time is left", () => {
  expect(clockState(clock, 800)).toBe("plenty");
  expect(clockState(clock, 801)).toBe("short");
  expect(clockState(clock, 1001)).toBe("overdue");
});

test("a case without a deadline has no clock yet", () => {
  expect(clockState({ ...clock, deadlineAtS: null }, 10)).toBe("untimed");
});
