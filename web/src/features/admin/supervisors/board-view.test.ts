import { expect, test } from "vitest";
import type { BoardGrid, BoardSlot } from "../../../domain/schemas/supervisor.ts";
import { countBoard, filterBoard, parseSlotKey, slotKey } from "./board-view.ts";

function slot(number: number, name: string | null, status: BoardSlot["status"]): BoardSlot {
  return {
    slot: number,
    slot_id: number,
    person_id: name === null ? null : number,
    name,
    phone: null,
    source_type: null,
    status,
    from: null,
    substitute: null,
  };
}

function community(gridId: number, name: string, slots: BoardSlot[]): BoardGrid {
  return {
    grid_id: gridId,
    code: `98010100${gridId}`,
    name,
    name_en: "",
    street_id: 1,
    street_name: "北街街道",
    may_appoint: true,
    slots,
  };
}

const full = community(1, "一社区", [
  slot(1, "李敏", "on_duty"),
  slot(2, "王强", "absent"),
  slot(3, "赵静", "on_duty"),
]);
const short = community(2, "二社区", [
  slot(1, "孙伟", "on_duty"),
  slot(2, null, "vacant"),
  slot(3, null, "vacant"),
]);

test("vacancies and absences are counted by slot, not by community", () => {
  expect(countBoard([full, short])).toEqual({ communities: 2, vacant: 2, absent: 1 });
});

test("a view shows the communities that have such a slot", () => {
  expect(filterBoard([full, short], { text: "", view: "vacant" })).toEqual([short]);
  expect(filterBoard([full, short], { text: "", view: "absent" })).toEqual([full]);
});

test("a community is found by the name of its supervisor and by its code", () => {
  expect(filterBoard([full, short], { text: "孙伟", view: "everything" })).toEqual([short]);
  expect(filterBoard([full, short], { text: "980101001", view: "everything" })).toEqual([full]);
});

test("the open slot survives the way through the URL, and nonsense opens nothing", () => {
  expect(parseSlotKey(slotKey(412, 2))).toEqual({ gridId: 412, slot: 2 });
  expect(parseSlotKey("412-4")).toBeNull();
  expect(parseSlotKey("new")).toBeNull();
});
