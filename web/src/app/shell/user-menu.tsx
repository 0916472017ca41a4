import { KeyOutlined, LogoutOutlined, QuestionCircleOutlined } from "@ant-design/icons";
import { useNavigate } from "@tanstack/react-router";
import { Button, Popover } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "../../data/me-queries.ts";
import { signOut } from "../../data/session.ts";
import type { Me } from "../../domain/schemas/me.ts";
import { usePaletteStore } from "../palette/palette-store.ts";
import { LanguageChoice, ThemeChoice } from "../preference-choices.tsx";
import styles from "./rail.module.css";

/** Who I am, how I like it, and the way out. */
export function UserMenu({ placement }: { placement: "left" | "bottom" }) {
  const { t } = useTranslation("shell");
  const me = useMe();
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover
      open={isOpen}
      onOpenChange={setOpen}
      trigger="click"
      placement={placement === "left" ? "rightBottom" : "topRight"}
      arrow={false}
      content={<UserCard me={me} onDone={() => setOpen(false)} />}
    >
      <button
        type="button"
        className={styles.item}
        aria-label={t("user.menu", { name: me.name })}
        aria-expanded={isOpen}
        aria-haspopup="dialog"
      >
        <span className={styles.avatar} aria-hidden="true">
          {me.name.slice(0, 1)}
        </span>
        {placement === "bottom" ? <span className={styles.label}>{t("user.short")}</span> : null}
      </button>
    </Popover>
  );
}

function UserCard({ me, onDone }: { me: Me; onDone: () => void }) {
  const { t } = useTranslation(["shell", "roles"]);
  const navigate = useNavigate();
  return (
    <div>
      <div className={styles.who}>
        <p className={styles.name}>{me.name}</p>
        {me.roles.slice(0, 4).map((post) => (
          <p key={`${post.role}-${post.grid_id}-${post.unit_id}`} className={styles.post}>
            {t("shell:user.post", {
              role: t(`roles:${post.role}`),
              place: post.unit_name ?? post.grid_name ?? "—",
            })}
          </p>
        ))}
      </div>
      <div className={styles.choices}>
        <ThemeChoice />
        <LanguageChoice />
      </div>
      <Button
        block
        type="text"
        className={styles.entry ?? ""}
        icon={<QuestionCircleOutlined />}
        onClick={() => {
          onDone();
          usePaletteStore.getState().show("keys");
        }}
      >
        {t("shell:user.keys")}
      </Button>
      <Button
        block
        type="text"
        className={styles.entry ?? ""}
        icon={<KeyOutlined />}
        onClick={() => void navigate({ to: "/change-password" })}
      >
        {t("shell:user.password")}
      </Button>
      <Button
        block
        type="text"
        className={styles.entry ?? ""}
        icon={<LogoutOutlined />}
        onClick={() => void signOut()}
      >
        {t("shell:user.signOut")}
      </Button>
    </div>
  );
}
