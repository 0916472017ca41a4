import { Modal } from "antd";
import { useTranslation } from "react-i18next";
import { useCommandRegistry } from "../../ui/command-registry.ts";
import { KeyCaps } from "./key-caps.tsx";
import styles from "./palette.module.css";
import { usePaletteStore } from "./palette-store.ts";

/** The keys of the screen one is on. */
export function KeysHelp() {
  const { t } = useTranslation("shell");
  const isShown = usePaletteStore((state) => state.shown === "keys");
  const commands = useCommandRegistry((state) => state.commands);
  const withKeys = [...commands.values()].filter(({ keys }) => keys !== undefined);
  return (
    <Modal
      open={isShown}
      onCancel={() => usePaletteStore.getState().show(null)}
      footer={null}
      title={t("keys.title")}
      destroyOnHidden
      width={480}
    >
      <dl className={styles.keys}>
        {withKeys.map(({ id, nameKey, keys }) => (
          <div key={id} className={styles.keyLine}>
            <dt>{t(nameKey)}</dt>
            <dd>
              <KeyCaps keys={keys ?? ""} />
            </dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
