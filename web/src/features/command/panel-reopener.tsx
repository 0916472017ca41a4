import { LeftOutlined, UnorderedListOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import styles from "./command.module.css";
import type { WorkspaceState } from "./use-workspace.ts";

/** The way back to the list when the panel is folded away. */
export function PanelReopener({ workspace }: { workspace: WorkspaceState }) {
  const { t } = useTranslation("cases");
  return (
    <Button
      className={styles.reopen ?? ""}
      icon={<UnorderedListOutlined />}
      onClick={() => workspace.openPanel(workspace.gridId === null ? "cases" : "grid")}
    >
      {t("list.title")} <LeftOutlined />
    </Button>
  );
}
