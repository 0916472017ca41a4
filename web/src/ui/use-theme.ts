import { usePreferences } from "./preferences.ts";
import type { ThemeName } from "./tokens.ts";
import { useMedia } from "./use-media.ts";

/** The theme in force: the person's choice, else the system's. */
export function useThemeName(): ThemeName {
  const choice = usePreferences((state) => state.theme);
  const systemDark = useMedia("(prefers-color-scheme: dark)");
  if (choice === "auto") return systemDark ? "dark" : "light";
  return choice;
}
