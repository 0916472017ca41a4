import { Outlet, useRouterState } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { reportError } from "../../data/report-error.ts";
import { ErrorBoundary } from "../../ui/error-boundary.tsx";
import { ShellSlotsContext } from "../../ui/shell-slots.tsx";
import { useIsPhone } from "../../ui/use-media.ts";
import { KeysHelp } from "../palette/keys-help.tsx";
import { Palette } from "../palette/palette.tsx";
import { useHotkeys } from "../palette/use-hotkeys.ts";
import { LiveBadge } from "./live-badge.tsx";
import { Rail } from "./rail.tsx";
import styles from "./shell.module.css";
import { useCityZone } from "./use-city-zone.ts";
import { useLiveChannel } from "./use-live-channel.ts";
import { useShellCommands } from "./use-shell-commands.ts";

/** The frame of every signed-in screen: rail, top bar with its slots, and the screen. */
export function Shell() {
  const { t } = useTranslation("shell");
  const isPhone = useIsPhone();
  const pathname = useRouterState({ select: (state) => state.location.pathname });
  const [breadcrumb, setBreadcrumb] = useState<HTMLElement | null>(null);
  const [search, setSearch] = useState<HTMLElement | null>(null);
  const [actions, setActions] = useState<HTMLElement | null>(null);
  const slots = useMemo(() => ({ breadcrumb, search, actions }), [breadcrumb, search, actions]);
  useCityZone();
  useLiveChannel();
  useShellCommands();
  useHotkeys();
  return (
    <ShellSlotsContext value={slots}>
      <div className={isPhone ? styles.phone : styles.desk}>
        <a className={styles.skip} href="#screen">
          {t("skip")}
        </a>
        <Rail placement={isPhone ? "bottom" : "left"} />
        <header className={styles.top}>
          <div className={styles.breadcrumb} ref={setBreadcrumb} />
          <div className={styles.search} ref={setSearch} />
          <div className={styles.actions} ref={setActions} />
          <LiveBadge />
        </header>
        <main className={styles.screen} id="screen" tabIndex={-1}>
          <ErrorBoundary onError={reportError} resetKey={pathname}>
            <Outlet />
          </ErrorBoundary>
        </main>
        <Palette />
        <KeysHelp />
      </div>
    </ShellSlotsContext>
  );
}
