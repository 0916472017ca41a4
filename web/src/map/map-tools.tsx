import { CompressOutlined, MinusOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Segmented, Tooltip } from "antd";
import { useTranslation } from "react-i18next";
import styles from "./map-widgets.module.css";

interface MapToolsProps {
  /** Levels this city has, city itself left out. */
  levels: readonly number[];
  level: number;
  pinnedLevel: number | null;
  onPin: (level: number | null) => void;
  onZoom: (steps: number) => void;
  onWholeArea: () => void;
}

/** Level picker and zoom. `自动` follows the zoom and shows the level it is at. */
export function MapTools(props: MapToolsProps) {
  const { t } = useTranslation("map");
  const options = [
    { value: 0, label: t("level.auto") },
    ...props.levels.map((level) => ({
      value: level,
      label: (
        <span className={props.pinnedLevel === null && level === props.level ? styles.current : ""}>
          {t(`level.${level}`)}
        </span>
      ),
    })),
  ];
  return (
    <div className={styles.tools}>
      <Segmented
        aria-label={t("level.label")}
        className={styles.levels ?? ""}
        options={options}
        value={props.pinnedLevel ?? 0}
        onChange={(value) => props.onPin(value === 0 ? null : value)}
      />
      <div className={styles.zoom}>
        <Tool label={t("zoom.in")} icon={<PlusOutlined />} onClick={() => props.onZoom(1)} />
        <Tool label={t("zoom.out")} icon={<MinusOutlined />} onClick={() => props.onZoom(-1)} />
        <Tool label={t("zoom.all")} icon={<CompressOutlined />} onClick={props.onWholeArea} />
      </div>
    </div>
  );
}

function Tool(props: { label: string; icon: React.ReactNode; onClick: () => void }) {
  return (
    <Tooltip title={props.label} placement="left">
      <Button icon={props.icon} aria-label={props.label} onClick={props.onClick} />
    </Tooltip>
  );
}
