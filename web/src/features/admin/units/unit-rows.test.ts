import { expect, test } from "vitest";
import type { Unit } from "../../../domain/schemas/unit.ts";
import { buildUnitRows } from "./unit-rows.ts";

function unit(unitId: number, parentId: number | null, name: string): Unit {
  return {
    unit_id: unitId,
    parent_unit_id: parentId,
    kind: "department",
    code: `U${unitId}`,
    name,
    name_en: "",
    area_grid_id: null,
    phone: null,
    active: true,
  };
}

const units = [unit(1, null, "城管局"), unit(2, 1, "市容科"), unit(3, 99, "外来单位")];

test("a unit stands below its parent, one whose parent is not known at the top", () => {
  const rows = buildUnitRows(units, "");
  expect(rows.map(({ unit_id }) => unit_id)).toEqual([1, 3]);
  expect(rows[0]?.children?.map(({ unit_id }) => unit_id)).toEqual([2]);
});

test("a search finds units of any depth as a flat list", () => {
  expect(buildUnitRows(units, "市容").map(({ unit_id }) => unit_id)).toEqual([2]);
  expect(buildUnitRows(units, "u3").map(({ unit_id }) => unit_id)).toEqual([3]);
});
