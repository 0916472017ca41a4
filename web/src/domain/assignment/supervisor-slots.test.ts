import { expect, test } from "vitest";
import { type SlotRow, supervisorsAt } from "./supervisor-slots.ts";

const rows: SlotRow[] = [
  { gridId: 1, slot: 1, personId: 11, fromMs: null, toMs: 100 },
  { gridId: 1, slot: 1, personId: 12, fromMs: 100, toMs: null },
  { gridId: 1, slot: 3, personId: 13, fromMs: 50, toMs: 60 },
  { gridId: 2, slot: 2, personId: 21, fromMs: null, toMs: null },
];

test("the holder at the report time answers, not the one of today", () => {
  expect(supervisorsAt(rows, 1, 99)[0]).toEqual({ slot: 1, kind: "held", personId: 11 });
  expect(supervisorsAt(rows, 1, 100)[0]).toEqual({ slot: 1, kind: "held", personId: 12 });
});

test("an empty slot is named as a vacancy", () => {
  expect(supervisorsAt(rows, 1, 55)).toEqual([
    { slot: 1, kind: "held", personId: 11 },
    { slot: 2, kind: "vacant" },
    { slot: 3, kind: "held", personId: 13 },
  ]);
  expect(supervisorsAt(rows, 1, 60)[2]).toEqual({ slot: 3, kind: "vacant" });
});

test("people of another grid never answer", () => {
  expect(supervisorsAt(rows, 3, 0).every(({ kind }) => kind === "vacant")).toBe(true);
});
