import { Spin } from "antd";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { LogoMark } from "../ui/logo-mark.tsx";
import styles from "./boot-screen.module.css";

/** Before anything can be asked: the mark, and after a while what one waits for. */
export function BootScreen({ code }: { code: string | null }) {
  const { t } = useTranslation(["shell", "errors"]);
  return (
    <main className={styles.screen} aria-busy="true">
      <LogoMark sizePx={56} />
      <Spin />
      <p role="status" className={styles.line}>
        {code === null ? t("shell:boot.loading") : waitingFor(code, t)}
      </p>
    </main>
  );
}

function waitingFor(code: string, t: TFunction<["shell", "errors"]>): string {
  if (code === "starting") return t("shell:boot.starting");
  return code === "offline" ? t("shell:boot.waiting") : t("errors:bad_answer");
}
