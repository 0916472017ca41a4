import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readDemoCity } from "./city-files.ts";
import { generateFiles } from "./generate.ts";
import { DEMO_CITY_FOLDER, staleFiles } from "./index.ts";

test("the seed gives the committed files, byte for byte", { timeout: 180_000 }, () => {
  expect(staleFiles(generateFiles())).toEqual([]);
});

test("the base map is small enough to ship", () => {
  const names = ["land", "water", "parks", "roads", "places"];
  const bytes = names.map(
    (name) => readFileSync(`${DEMO_CITY_FOLDER}base-map/${name}.json`).length,
  );
  expect(bytes.reduce((a, b) => a + b, 0)).toBeLessThan(1.5e6);
});

const city = readDemoCity();
const ofLevel = (level: number) => city.grids.filter((grid) => grid.level === level);

test("the city has six districts, forty-five streets, about 540 communities and 10,000 units", () => {
  expect([1, 2, 3].map((level) => ofLevel(level).length)).toEqual([1, 6, 45]);
  const communities = ofLevel(4).filter((grid) => grid.kind === "standard");
  expect(Math.abs(communities.length - 540)).toBeLessThan(20);
  expect(Math.abs(ofLevel(5).length - 10_000)).toBeLessThan(400);
});

test("every code begins with its parent's and names are unique within a level", () => {
  for (const grid of city.grids) expect(grid.code.startsWith(grid.parentCode ?? "")).toBe(true);
  for (const level of [2, 3, 4]) {
    const names = ofLevel(level).map((grid) => grid.name);
    expect(new Set(names).size).toBe(names.length);
  }
});

test("enterprise grids have codes from 900 and are carved out of their street", () => {
  const enterprises = ofLevel(4).filter((grid) => grid.kind === "enterprise");
  expect(enterprises.length).toBeGreaterThan(5);
  for (const grid of enterprises) expect(Number(grid.code.slice(9))).toBeGreaterThanOrEqual(900);
});

test("units are numbered in reading order: nobody far south and east comes first", () => {
  const units = ofLevel(5).filter((grid) => grid.code.startsWith("990102001001"));
  const first = units[0];
  const last = units.at(-1);
  expect((first?.label.y ?? 0) > (last?.label.y ?? 0)).toBe(true);
});

test("every grid has a name in Chinese and English and initials to search by", () => {
  for (const grid of city.grids) {
    expect(grid.name).not.toBe("");
    expect(grid.nameEn).toMatch(/^[A-Z]/);
    expect(grid.initials).toMatch(/^[a-z0-9]+$/);
  }
});

test("one district has seventeen streets with a squad each and one mobile squad (R3–R5)", () => {
  const { units } = city.organisation;
  const squads = units.filter((unit) => unit.kind === "squad");
  expect(squads).toHaveLength(17);
  expect(new Set(squads.map((unit) => unit.area)).size).toBe(17);
  expect(units.filter((unit) => unit.kind === "mobile_squad").map((unit) => unit.area)).toEqual([
    "990102",
  ]);
});

test("a resident squad has three to ten members (R6)", () => {
  const { units, people } = city.organisation;
  for (const squad of units.filter((unit) => unit.kind === "squad")) {
    const members = people.filter((person) => person.unit === squad.code).length;
    expect(members).toBeGreaterThanOrEqual(3);
    expect(members).toBeLessThanOrEqual(10);
  }
});

test("every grid down to the community has somebody who answers for it (R164)", () => {
  const answered = new Set(city.organisation.leaders.map(([grid]) => grid));
  const silent = city.grids.filter((grid) => grid.level < 5 && !answered.has(grid.code));
  expect(silent).toEqual([]);
});

test("three slots a level-4 grid, few of them vacant, and nobody twice in one grid (R76)", () => {
  const { slots } = city.organisation;
  const wanted = ofLevel(4).length * 3;
  expect(slots.length).toBeLessThan(wanted);
  expect(slots.length).toBeGreaterThan(wanted * 0.97);
  expect(new Set(slots.map(([grid, , person]) => `${grid} ${person}`)).size).toBe(slots.length);
});

test("each of the fourteen roles has one login", () => {
  const { logins } = city.organisation;
  expect(new Set(logins.map((login) => login.role)).size).toBe(14);
  expect(logins).toHaveLength(14);
});
