import { expect, test } from "vitest";
import type { CaseClass } from "../../domain/schemas/case-class.ts";
import { groupClasses } from "./class-picker.tsx";

const one = (class_id: string, urgent: boolean, major_zh: string): CaseClass => ({
  class_id,
  kind: "matter",
  code: class_id,
  major_code: "01",
  major_zh,
  major_en: `${major_zh} en`,
  name_zh: `类${class_id}`,
  name_en: `Class ${class_id}`,
  initials: `l${class_id}`,
  urgent,
  local_extension: false,
  filing_condition_zh: null,
  filing_condition_en: null,
});

test("what cannot wait stands in the first group, whatever its major class", () => {
  const groups = groupClasses([one("1", false, "市容"), one("2", true, "突发")], false, "紧急");
  expect(groups.map((group) => group.label)).toEqual(["紧急", "市容"]);
});

test("a class is found by initials, code and both names", () => {
  const [group] = groupClasses([one("7", false, "市容")], true, "Urgent");
  expect(group?.label).toBe("市容 en");
  expect(group?.options[0]?.search).toBe("类7 class 7 l7 7");
});
