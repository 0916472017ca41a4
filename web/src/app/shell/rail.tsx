import {
  AuditOutlined,
  EnvironmentOutlined,
  SearchOutlined,
  TeamOutlined,
} from "@ant-design/icons";
import { Link, useRouterState } from "@tanstack/react-router";
import { Tooltip } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "../../data/me-queries.ts";
import { LogoMark } from "../../ui/logo-mark.tsx";
import { type Area, areasOf, homePath } from "../areas.ts";
import { usePaletteStore } from "../palette/palette-store.ts";
import styles from "./rail.module.css";
import { UserMenu } from "./user-menu.tsx";

const ICONS: Record<Area["id"], ReactNode> = {
  map: <EnvironmentOutlined />,
  admin: <TeamOutlined />,
  audit: <AuditOutlined />,
};

/** What the role has, nothing else. At the bottom of a phone, at the left of a desk. */
export function Rail({ placement }: { placement: "left" | "bottom" }) {
  const { t } = useTranslation("shell");
  const me = useMe();
  const pathname = useRouterState({ select: (state) => state.location.pathname });
  const isLeft = placement === "left";
  return (
    <nav className={isLeft ? styles.left : styles.bottom} aria-label={t("rail.label")}>
      {isLeft ? (
        <Link to="/" className={styles.logo} aria-label={t("rail.home")}>
          <LogoMark sizePx={28} />
        </Link>
      ) : null}
      {areasOf(me).map((area) => {
        const isCurrent = pathname.startsWith(`/${area.id}`);
        return (
          <RailTip key={area.id} title={isLeft ? t(`rail.${area.id}`) : ""}>
            <Link
              to={area.id === "admin" ? homePath(me, "admin") : area.path}
              className={`${styles.item} ${isCurrent ? styles.current : ""}`}
              aria-current={isCurrent ? "page" : undefined}
              aria-label={t(`rail.${area.id}`)}
            >
              <span aria-hidden="true">{ICONS[area.id]}</span>
              <span className={styles.label}>{t(`rail.${area.id}Short`)}</span>
            </Link>
          </RailTip>
        );
      })}
      <span className={styles.space} />
      <RailTip title={isLeft ? t("rail.palette") : ""}>
        <button
          type="button"
          className={styles.item}
          aria-label={t("rail.palette")}
          onClick={() => usePaletteStore.getState().show("palette")}
        >
          <span aria-hidden="true">
            <SearchOutlined />
          </span>
          <span className={styles.label}>{t("rail.paletteShort")}</span>
        </button>
      </RailTip>
      <UserMenu placement={placement} />
    </nav>
  );
}

function RailTip({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Tooltip title={title} placement="right" mouseEnterDelay={0.4}>
      {children}
    </Tooltip>
  );
}
