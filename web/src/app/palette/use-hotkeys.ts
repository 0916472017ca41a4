import { useEffect } from "react";
import { useCommandRegistry } from "../../ui/command-registry.ts";
import { isTyping, keysOf } from "../../ui/hotkeys.ts";

/** Runs the command of the pressed key. While someone types, only those with Ctrl or ⌘. */
export function useHotkeys(): void {
  useEffect(() => {
    const handleKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const keys = keysOf(event);
      if (isTyping(event.target) && !keys.startsWith("mod+")) return;
      // An open dialog has the keyboard to itself.
      if (document.querySelector(".ant-modal-wrap:not([style*='display: none'])")) return;
      for (const command of useCommandRegistry.getState().commands.values()) {
        if (command.keys !== keys) continue;
        event.preventDefault();
        command.run();
        return;
      }
    };
    window.addEventListener("keydown", handleKey);
    return () => window.removeEventListener("keydown", handleKey);
  }, []);
}
