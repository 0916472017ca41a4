import { useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { useMe } from "../../data/me-queries.ts";
import { describeRecentErrors } from "../../data/report-error.ts";
import { copyText } from "../../data/secure-context.ts";
import { signOut } from "../../data/session.ts";
import { type Command, useCommands } from "../../ui/command-registry.ts";
import { usePreferences } from "../../ui/preferences.ts";
import { areasOf, homePath } from "../areas.ts";
import { usePaletteStore } from "../palette/palette-store.ts";

const INITIALS = { map: "dkdt", admin: "dkryygw", audit: "dksj" } as const;

/** What can be done on every screen. */
export function useShellCommands(): void {
  const me = useMe();
  const navigate = useNavigate();
  const commands = useMemo<readonly Command[]>(() => {
    const { setTheme, setLanguage } = usePreferences.getState();
    const { show } = usePaletteStore.getState();
    return [
      ...areasOf(me).map(
        (area): Command => ({
          id: `go.${area.id}`,
          group: "go",
          nameKey: `shell:commands.${area.id}`,
          initials: INITIALS[area.id],
          run: () => void navigate({ to: area.id === "admin" ? homePath(me, "admin") : area.path }),
        }),
      ),
      view("palette", "mlmb", () => show("palette"), "mod+k"),
      view("keys", "kjj", () => show("keys"), "?"),
      view("themeLight", "qhqs", () => setTheme("light")),
      view("themeDark", "qhss", () => setTheme("dark")),
      view("themeAuto", "gsxt", () => setTheme("auto")),
      view("chinese", "zw", () => setLanguage("zh-CN")),
      view("english", "yw", () => setLanguage("en")),
      view("password", "xgmm", () => void navigate({ to: "/change-password" })),
      view("problems", "fzgz", () => void copyText(describeRecentErrors())),
      view("signOut", "tcdl", () => void signOut()),
    ];
  }, [me, navigate]);
  useCommands(commands);
}

function view(id: string, initials: string, run: () => void, keys?: string): Command {
  const base = {
    id: `view.${id}`,
    group: "view",
    nameKey: `shell:commands.${id}`,
    initials,
    run,
  } as const;
  return keys ? { ...base, keys } : base;
}
