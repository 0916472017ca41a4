import { expect, test } from "vitest";
import { matchCommands, type NamedCommand } from "./match-commands.ts";

function named(nameZh: string, nameEn: string, initials: string): NamedCommand {
  const command = { id: nameEn, group: "go", nameKey: "", initials, run: () => {} } as const;
  return { command, nameZh, nameEn };
}

const commands = [
  named("打开地图", "Open the map", "dkdt"),
  named("登记案卷", "Register a case", "djaj"),
  named("切换深色", "Dark theme", "qhss"),
];

function idsFor(text: string): string[] {
  return matchCommands(commands, text).map(({ nameEn }) => nameEn);
}

test("a command is found by Chinese, by pinyin initials and by English", () => {
  expect(idsFor("案卷")).toEqual(["Register a case"]);
  expect(idsFor("djaj")).toEqual(["Register a case"]);
  expect(idsFor("register")).toEqual(["Register a case"]);
});

test("a name that begins with the query comes before one that holds it", () => {
  expect(idsFor("d")).toEqual(["Dark theme", "Open the map", "Register a case"]);
});

test("an empty query offers everything in the order it was offered", () => {
  expect(idsFor(" ")).toHaveLength(3);
});

test("what nothing answers to finds nothing", () => {
  expect(idsFor("xyz")).toEqual([]);
});
