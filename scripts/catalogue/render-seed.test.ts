import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readCaseClasses, renderSeed, SEED_PATH, sqlLiteral } from "./render-seed.ts";

test("the committed seed is what the data says", () => {
  expect(readFileSync(SEED_PATH, "utf8")).toBe(renderSeed());
});

test("the catalogue has 412 classes, and cases are filed under matters", () => {
  const classes = readCaseClasses();
  expect(classes).toHaveLength(412);
  expect(classes.filter((c) => c.kind === "matter" && c.active && !c.local_extension)).toHaveLength(
    250,
  );
  expect(classes.filter((c) => c.kind === "component" && c.active)).toHaveLength(153);
});

test("a road collapse can be filed at night: the retired emergencies are active local extensions", () => {
  const local = readCaseClasses().filter((c) => c.local_extension);
  expect(local.map((c) => c.name_zh)).toContain("路面塌陷");
  expect(local).toHaveLength(6);
  for (const row of local) {
    expect(row).toMatchObject({ kind: "matter", active: true, urgent: true, major_code: "99" });
    expect(row.legacy_code).toMatch(/^050[1-6]$/);
    expect(row.limits).not.toHaveLength(0);
  }
});

test("every matter about an asset names a component of the catalogue", () => {
  const classes = readCaseClasses();
  const components = new Set(classes.filter((c) => c.kind === "component").map((c) => c.class_id));
  const referring = classes.filter((c) => c.component_class_id !== null);
  expect(referring).toHaveLength(153);
  expect(referring.filter((c) => !components.has(c.component_class_id ?? ""))).toEqual([]);
});

test("every class can be searched by pinyin initials", () => {
  expect(readCaseClasses().find((c) => c.name_zh === "暴露垃圾")?.initials).toBe("bllj");
  expect(readCaseClasses().filter((c) => !/^[a-z0-9]+$/.test(c.initials))).toEqual([]);
});

test("quotes in text are doubled, so that no row can end its literal", () => {
  expect(sqlLiteral("it's")).toBe("'it''s'");
  expect(sqlLiteral(null)).toBe("null");
});
