import { expect, test } from "vitest";
import { causeOutside } from "./locate-coordinate.ts";

const boston = [-71.2, 42.22, -70.97, 42.41] as const;
const codeOf = (lng: number, lat: number) => causeOutside(boston, lng, lat)?.code ?? null;

test("a coordinate in the box has no cause to name", () => {
  expect(codeOf(-71.06, 42.36)).toBeNull();
});

test("exchanged axes are told from a place at sea", () => {
  expect(codeOf(42.36, -71.06)).toBe("swapped_axes");
  expect(codeOf(-68.5, 41.2)).toBe("outside_city");
});

test("feet for degrees are named", () => {
  expect(codeOf(775_000, 2_950_000)).toBe("not_degrees");
});

test("a wrong sign is named", () => {
  expect(codeOf(71.06, 42.36)).toBe("wrong_sign");
});

test("a shift of some hundred metres is named with its size", () => {
  const cause = causeOutside(boston, -70.965, 42.36);
  expect(cause?.code).toBe("shifted");
  expect(cause?.params.metres).toBeGreaterThan(380);
  expect(cause?.params.metres).toBeLessThan(440);
});
