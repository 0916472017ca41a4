import fc from "fast-check";
import { expect, test } from "vitest";
import { isOnSegment, orientation } from "./exact-predicates.ts";

const anywhere = fc.integer({ min: -1_800_000_000, max: 1_800_000_000 });

test("orientation equals the BigInt determinant anywhere on the globe", () => {
  fc.assert(
    fc.property(fc.tuple(anywhere, anywhere, anywhere, anywhere, anywhere, anywhere), (v) => {
      const [ax, ay, bx, by, cx, cy] = v.map(BigInt) as [
        bigint,
        bigint,
        bigint,
        bigint,
        bigint,
        bigint,
      ];
      const turn = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
      expect(orientation(...v)).toBe(turn > 0n ? 1 : turn < 0n ? -1 : 0);
    }),
  );
});

test("a point one unit off a line of world length is seen", () => {
  expect(orientation(-1_799_999_999, -899_999_999, 1_799_999_999, 899_999_999, 0, 0)).toBe(0);
  expect(orientation(-1_799_999_999, -899_999_999, 1_799_999_999, 899_999_999, 0, 1)).toBe(1);
  expect(orientation(-1_799_999_999, -899_999_999, 1_799_999_999, 899_999_999, 1, 0)).toBe(-1);
});

test("a segment holds its ends and its lattice points, and nothing of its extension", () => {
  expect(isOnSegment(0, 0, 0, 0, 6, 4)).toBe(true);
  expect(isOnSegment(6, 4, 0, 0, 6, 4)).toBe(true);
  expect(isOnSegment(3, 2, 0, 0, 6, 4)).toBe(true);
  expect(isOnSegment(9, 6, 0, 0, 6, 4)).toBe(false);
  expect(isOnSegment(3, 3, 0, 0, 6, 4)).toBe(false);
  expect(isOnSegment(5, 7, 0, 7, 4, 7)).toBe(false);
});
