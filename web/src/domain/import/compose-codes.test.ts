import { expect, test } from "vitest";
import { composeCodes, followsScheme, inReadingOrder } from "./compose-codes.ts";

const seeker = (key: string, x: number, y: number, heldCode: string | null = null) => ({
  key,
  x,
  y,
  heldCode,
});

test("sequence numbers run west to east in bands from north to south", () => {
  const children = [
    seeker("south-east", 10, 0),
    seeker("north-west", 0, 10),
    seeker("south-west", 0, 0),
    seeker("north-east", 10, 10),
  ];
  const codes = composeCodes({ parentCode: "2500", codeLength: 6, lastSequence: 99, children });
  expect(codes?.get("north-west")).toBe("250001");
  expect(codes?.get("north-east")).toBe("250002");
  expect(codes?.get("south-west")).toBe("250003");
  expect(codes?.get("south-east")).toBe("250004");
});

test("a held code stays, and nobody else is given it or a taken one", () => {
  const codes = composeCodes({
    parentCode: "2500",
    codeLength: 6,
    lastSequence: 99,
    takenCodes: new Set(["250001"]),
    children: [seeker("old", 5, 5, "250002"), seeker("new", 0, 0)],
  });
  expect(codes?.get("old")).toBe("250002");
  expect(codes?.get("new")).toBe("250003");
});

test("more children than numbers is an answer, not a wrong code", () => {
  const children = [seeker("a", 0, 0), seeker("b", 1, 0)];
  expect(composeCodes({ parentCode: "1", codeLength: 2, lastSequence: 1, children })).toBeNull();
});

test("children in one row keep their order from the west", () => {
  const row = [3, 1, 2].map((x) => ({ x, y: 5 }));
  expect(inReadingOrder(row).map(({ x }) => x)).toEqual([1, 2, 3]);
});

test("a code follows the scheme when it is digits of the length and begins with its parent's", () => {
  expect(followsScheme("110101001", "110101", 9)).toBe(true);
  expect(followsScheme("0113", "250001001", 12)).toBe(false);
  expect(followsScheme("120101001", "110101", 9)).toBe(false);
});
