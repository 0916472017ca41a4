import { useEffect } from "react";
import { create } from "zustand";

export type CommandGroup = "go" | "map" | "case" | "admin" | "view";

/** One action: palette entry, shortcut and help line from one object. */
export type Command = {
  id: string;
  group: CommandGroup;
  /** Key of its name, `namespace:path`; the palette finds it in both languages. */
  nameKey: string;
  /** Pinyin initials of the Chinese name: `xzwg` for 选择网格. */
  initials: string;
  /** `mod+k`, `?`, `n`; `mod` is ⌘ on a Mac and Ctrl elsewhere. */
  keys?: string;
  run: () => void;
};

type Registry = {
  commands: ReadonlyMap<string, Command>;
  add: (commands: readonly Command[]) => void;
  remove: (commands: readonly Command[]) => void;
};

export const useCommandRegistry = create<Registry>((set) => ({
  commands: new Map(),
  add: (added) =>
    set(({ commands }) => ({
      commands: new Map([...commands, ...added.map((command) => [command.id, command] as const)]),
    })),
  remove: (removed) =>
    set(({ commands }) => {
      const rest = new Map(commands);
      for (const command of removed) if (rest.get(command.id) === command) rest.delete(command.id);
      return { commands: rest };
    }),
}));

/** Offers commands while the caller is mounted. The list must be memoised. */
export function useCommands(commands: readonly Command[]): void {
  useEffect(() => {
    const { add, remove } = useCommandRegistry.getState();
    add(commands);
    return () => remove(commands);
  }, [commands]);
}
