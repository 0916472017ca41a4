import { expect, test } from "vitest";
import { ancestorCode, compareCodes, isEnterpriseCode, levelOfCode, parentCode } from "./codes.ts";

test("a code's level is its length, and its parent is its beginning", () => {
  expect(levelOfCode("990102001001004")).toBe(5);
  expect(parentCode("990102001001004")).toBe("990102001001");
  expect(parentCode("9901")).toBeNull();
  expect(ancestorCode("990102001001004", 3)).toBe("990102001");
});

test("a foreign code has no level and no parent", () => {
  expect(levelOfCode("25025-0101")).toBeUndefined();
  expect(parentCode("25025")).toBeUndefined();
});

test("numbers 900 to 999 of a street are grids of enterprises", () => {
  expect(isEnterpriseCode("990102001900")).toBe(true);
  expect(isEnterpriseCode("990102001899")).toBe(false);
  expect(isEnterpriseCode("990102900")).toBe(false);
});

test("codes compare byte by byte, as the database does", () => {
  expect(["B", "a", "10", "9"].sort(compareCodes)).toEqual(["10", "9", "B", "a"]);
});
