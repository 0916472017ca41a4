import { expect, test } from "vitest";
import { areasOf, homePath } from "./areas.ts";

const operator = { home: "cases", capabilities: ["case.read", "case.report"] };
const administrator = { home: "admin", capabilities: ["people.manage", "settings.manage"] };
const street = { home: "street", capabilities: ["case.read", "people.manage"] };
const commander = { home: "command", capabilities: ["case.read", "supervisors.appoint"] };

test("the rail shows only what the role has", () => {
  expect(areasOf(operator).map(({ id }) => id)).toEqual(["map"]);
  expect(areasOf(administrator).map(({ id }) => id)).toEqual(["admin"]);
  expect(areasOf(street).map(({ id }) => id)).toEqual(["map", "admin"]);
});

test("each role lands on its own home", () => {
  expect(homePath(operator)).toBe("/map");
  expect(homePath(administrator)).toBe("/admin/people");
  expect(homePath({ home: "audit", capabilities: ["audit.read"] })).toBe("/audit");
});

test("administration opens on the first page that the person may use", () => {
  expect(homePath(street, "admin")).toBe("/admin/people");
  expect(homePath(commander, "admin")).toBe("/admin/supervisors");
});

test("a home that the capabilities do not open falls back to what is open", () => {
  expect(homePath({ home: "admin", capabilities: ["case.read"] })).toBe("/map");
});
