import { Link, Outlet, useRouterState } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useMe } from "../../data/me-queries.ts";
import { ShellSlot } from "../../ui/shell-slots.tsx";
import { NoPermissionState } from "../../ui/states.tsx";
import styles from "./admin.module.css";
import { adminTabsOf } from "./admin-tabs.ts";

/** Administration: its pages as tabs, each only for whoever may use it. */
export function AdminPage() {
  const { t } = useTranslation("admin");
  const me = useMe();
  const pathname = useRouterState({ select: (state) => state.location.pathname });
  const tabs = adminTabsOf(me);
  const isOpen = tabs.some(({ path }) => path === pathname);
  return (
    <div className={styles.page}>
      <ShellSlot name="breadcrumb">
        <p className={styles.place}>
          {t("title")}
          <span aria-hidden="true"> › </span>
          <strong>{t(`tabs.${pathname.split("/").at(-1)}`, { defaultValue: "" })}</strong>
        </p>
      </ShellSlot>
      <nav className={styles.tabs} aria-label={t("title")}>
        {tabs.map(({ id, path }) => (
          <Link
            key={id}
            to={path}
            search={{}}
            className={`${styles.tab} ${path === pathname ? styles.tabOpen : ""}`}
            aria-current={path === pathname ? "page" : undefined}
          >
            {t(`tabs.${id}`)}
          </Link>
        ))}
      </nav>
      <div className={styles.content}>
        {isOpen ? <Outlet /> : <NoPermissionState detail={t("noPermission")} />}
      </div>
    </div>
  );
}
