import type { Command } from "../../ui/command-registry.ts";

export type NamedCommand = { command: Command; nameZh: string; nameEn: string };

/** Lower is better; null does not match. */
function rank({ command, nameZh, nameEn }: NamedCommand, query: string): number | null {
  if (query === "") return 2;
  const english = nameEn.toLowerCase();
  if (nameZh.startsWith(query) || english.startsWith(query)) return 0;
  if (command.initials.startsWith(query)) return 1;
  if (nameZh.includes(query) || english.includes(query)) return 2;
  return command.initials.includes(query) ? 3 : null;
}

/** Commands that answer a query in Chinese, pinyin initials or English, best first, else as offered. */
export function matchCommands(
  commands: readonly NamedCommand[],
  text: string,
): readonly NamedCommand[] {
  const query = text.trim().toLowerCase();
  return commands
    .map((named, index) => ({ named, index, rank: rank(named, query) }))
    .filter((entry) => entry.rank !== null)
    .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0) || a.index - b.index)
    .map(({ named }) => named);
}
