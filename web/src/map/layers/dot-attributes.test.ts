import { expect, test } from "vitest";
import { type CasePoint, flagSuspended, PointStore } from "../../domain/cases/point-store.ts";
import { mapPalette, toBytes } from "../style/palette.ts";
import { dotKind } from "./case-dot-layer.ts";
import { buildDotAttributes } from "./dot-attributes.ts";

const palette = mapPalette("light");
const point = (caseId: number, over: Partial<CasePoint> = {}): CasePoint => ({
  caseId,
  x: 10,
  y: 20,
  state: "handling",
  classId: null,
  deadlineS: 1000,
  reportedS: 0,
  flags: 0,
  street: 1,
  community: 2,
  ...over,
});

function attributesAt(nowS: number, ...points: CasePoint[]) {
  const store = new PointStore();
  for (const one of points) store.upsert(one);
  return buildDotAttributes(store, { nowS, palette, isDimmed: null });
}
const fillOf = (bytes: Uint8ClampedArray) => [...bytes.slice(0, 3)];

test("the fill is the time left, and red is overdue only", () => {
  const { ok, soon, overdue } = palette.tokens.clock;
  expect(fillOf(attributesAt(100, point(1)).fillColors)).toEqual([...toBytes(ok.fill)]);
  expect(fillOf(attributesAt(900, point(1)).fillColors)).toEqual([...toBytes(soon.fill)]);
  expect(fillOf(attributesAt(1001, point(1)).fillColors)).toEqual([...toBytes(overdue.fill)]);
});

test("overdue is told by shape as well as colour", () => {
  const [kind = 0] = attributesAt(1001, point(1)).kinds;
  expect(kind & dotKind.overdue).toBe(dotKind.overdue);
  expect((attributesAt(100, point(1)).kinds[0] ?? 0) & dotKind.overdue).toBe(0);
});

test("a suspended case is hatched and not overdue", () => {
  const [kind = 0] = attributesAt(5000, point(1, { flags: flagSuspended })).kinds;
  expect(kind & dotKind.suspended).toBe(dotKind.suspended);
  expect(kind & dotKind.overdue).toBe(0);
});

test("the ring is the stage, by pattern and colour", () => {
  const intake = attributesAt(100, point(1, { state: "reported" }));
  const check = attributesAt(100, point(1, { state: "checking" }));
  expect((intake.kinds[0] ?? 0) & dotKind.stageMask).toBe(0);
  expect((check.kinds[0] ?? 0) & dotKind.stageMask).toBe(3);
  expect(fillOf(check.lineColors)).toEqual([...toBytes(palette.tokens.stage.check)]);
});

test("positions are handed over as they are, no copy and no object a case", () => {
  const store = new PointStore();
  store.upsert(point(1));
  const { positions } = buildDotAttributes(store, { nowS: 0, palette, isDimmed: null });
  expect(positions.buffer).toBe(store.positions.buffer);
  expect(positions.length).toBe(2);
});
