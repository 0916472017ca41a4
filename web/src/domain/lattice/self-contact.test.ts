import { expect, test } from "vitest";
import { findSelfContact } from "./self-contact.ts";

const ring = (...xy: number[]): Int32Array => Int32Array.from(xy);

test("a square with a hole has no contact with itself", () => {
  const hole = ring(2, 2, 2, 4, 4, 4, 4, 2);
  expect(findSelfContact([[ring(0, 0, 9, 0, 9, 9, 0, 9), hole]])).toBeNull();
  expect(findSelfContact([])).toBeNull();
});

test("a bow tie, a spike, a pinched vertex and a hole that touches its shell are found", () => {
  expect(findSelfContact([[ring(0, 0, 9, 9, 9, 0, 0, 9)]])).not.toBeNull();
  expect(findSelfContact([[ring(0, 0, 9, 0, 9, 9, 9, 4)]])).not.toBeNull();
  expect(findSelfContact([[ring(0, 0, 4, 4, 8, 0, 8, 8, 4, 4, 0, 8)]])).not.toBeNull();
  const touching = ring(0, 5, 3, 6, 3, 4);
  expect(findSelfContact([[ring(0, 0, 9, 0, 9, 9, 0, 9), touching]])).not.toBeNull();
});
