import { Input, Modal } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useCommandRegistry } from "../../ui/command-registry.ts";
import { KeyCaps } from "./key-caps.tsx";
import { matchCommands, type NamedCommand } from "./match-commands.ts";
import styles from "./palette.module.css";
import { usePaletteStore } from "./palette-store.ts";

/** Every action by name: Chinese, pinyin initials or English. */
export function Palette() {
  const { t } = useTranslation("shell");
  const isShown = usePaletteStore((state) => state.shown === "palette");
  const hide = () => usePaletteStore.getState().show(null);
  return (
    <Modal
      open={isShown}
      onCancel={hide}
      footer={null}
      closable={false}
      destroyOnHidden
      width={560}
      className={styles.modal ?? ""}
      aria-label={t("palette.label")}
    >
      <PaletteList onDone={hide} />
    </Modal>
  );
}

function useNamedCommands(): readonly NamedCommand[] {
  const { i18n } = useTranslation();
  const commands = useCommandRegistry((state) => state.commands);
  return useMemo(() => {
    const [zh, en] = [i18n.getFixedT("zh-CN"), i18n.getFixedT("en")];
    return [...commands.values()].map((command) => ({
      command,
      nameZh: zh(command.nameKey),
      nameEn: en(command.nameKey),
    }));
  }, [commands, i18n]);
}

function PaletteList({ onDone }: { onDone: () => void }) {
  const { t, i18n } = useTranslation("shell");
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const named = useNamedCommands();
  const found = matchCommands(named, text).slice(0, 12);
  const run = (chosen: NamedCommand | undefined) => {
    if (!chosen) return;
    onDone();
    chosen.command.run();
  };
  const isEnglish = i18n.language === "en";
  return (
    <div>
      <Input
        autoFocus
        size="large"
        role="combobox"
        aria-expanded
        aria-controls="palette-list"
        aria-activedescendant={`palette-${at}`}
        placeholder={t("palette.placeholder")}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
        }}
        onKeyDown={(event) => {
          const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
          if (step !== 0) {
            event.preventDefault();
            setAt((now) => (now + step + found.length) % Math.max(found.length, 1));
          }
          if (event.key === "Enter" && !event.nativeEvent.isComposing) run(found[at]);
        }}
      />
      <div id="palette-list" role="listbox" className={styles.list} aria-label={t("palette.label")}>
        {found.map((entry, index) => (
          <button
            type="button"
            key={entry.command.id}
            id={`palette-${index}`}
            role="option"
            aria-selected={index === at}
            tabIndex={-1}
            className={`${styles.entry} ${index === at ? styles.at : ""}`}
            onMouseMove={() => setAt(index)}
            onClick={() => run(entry)}
          >
            <span className={styles.group}>{t(`palette.groups.${entry.command.group}`)}</span>
            <span className={styles.name}>{isEnglish ? entry.nameEn : entry.nameZh}</span>
            {entry.command.keys ? <KeyCaps keys={entry.command.keys} /> : null}
          </button>
        ))}
        {found.length === 0 ? <p className={styles.none}>{t("palette.none")}</p> : null}
      </div>
    </div>
  );
}
