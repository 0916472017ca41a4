import { Spin } from "antd";
import { useTranslation } from "react-i18next";
import { LogoMark } from "../ui/logo-mark.tsx";
import styles from "./boot-screen.module.css";

/** Before anything can be asked: the mark, and after a while what one waits for. */
export function BootScreen({ code }: { code: string | null }) {
  const { t } = useTranslation("shell");
  return (
    <main className={styles.screen} aria-busy="true">
      <LogoMark sizePx={56} />
      <Spin />
      <p role="status" className={styles.line}>
        {code === null
          ? t("boot.loading")
          : t(code === "starting" ? "boot.starting" : "boot.waiting")}
      </p>
    </main>
  );
}
