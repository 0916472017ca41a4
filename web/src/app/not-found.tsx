import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../ui/states.tsx";
import styles from "./page-state.module.css";

export function NotFound() {
  const { t } = useTranslation("shell");
  return (
    <main className={styles.page}>
      <EmptyState
        title={t("notFound.title")}
        detail={t("notFound.detail")}
        action={<Link to="/">{t("notFound.home")}</Link>}
      />
    </main>
  );
}
