import { Input, InputNumber, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { parseCoordinateText } from "../../domain/cases/coordinate-text.ts";
import { COORDINATE_SYSTEMS, type CoordinateSystem } from "../../domain/geo/coordinate-systems.ts";
import styles from "./cases.module.css";
import { locate, type ReportLocation } from "./report-location.ts";
import { systemName } from "./system-name.ts";

interface LocationFieldProps {
  location: ReportLocation | null;
  onChange: (location: ReportLocation | null) => void;
  /** Typing is done: time to look at the place. */
  onSettled: () => void;
}

/** A coordinate typed or pasted, in any of four systems; the map shows at once where it is. */
export function LocationField({ location, onChange, onSettled }: LocationFieldProps) {
  const { t } = useTranslation("cases");
  const [typed, setTyped] = useState<string | null>(null);
  const [crs, setCrs] = useState<CoordinateSystem>("WGS84");
  const shown =
    typed ?? (location ? `${location.raw.x.toFixed(7)}, ${location.raw.y.toFixed(7)}` : "");
  const parsed = parseCoordinateText(shown);
  const problem = shown !== "" && !parsed.ok ? parsed.error : null;
  const [seen, setSeen] = useState(location);
  // A click on the map replaces what was typed.
  if (seen !== location) {
    setSeen(location);
    const isMine =
      parsed.ok && location?.raw.x === parsed.value.lng && location.raw.y === parsed.value.lat;
    if (!isMine) setTyped(null);
    if (location) setCrs(location.raw.crs);
  }
  const apply = (text: string, system: CoordinateSystem, accuracyM: number | null) => {
    const result = parseCoordinateText(text);
    onChange(
      result.ok
        ? locate({ x: result.value.lng, y: result.value.lat, crs: system }, accuracyM)
        : null,
    );
  };
  const accuracyM = location?.accuracyM ?? null;
  return (
    <div className={styles.field}>
      <label htmlFor="report-coordinate">{t("report.location")}</label>
      <div className={styles.assignLine}>
        <Input
          id="report-coordinate"
          className={styles.grow ?? ""}
          placeholder={t("report.locationHint")}
          status={problem ? "error" : ""}
          onBlur={onSettled}
          onPressEnter={(event) => {
            event.preventDefault();
            onSettled();
          }}
          value={shown}
          onChange={(event) => {
            setTyped(event.target.value);
            apply(event.target.value, crs, accuracyM);
          }}
        />
        <Select
          aria-label={t("report.system")}
          className={styles.system ?? ""}
          value={crs}
          onChange={(system) => {
            setCrs(system);
            if (shown !== "") {
              setTyped(shown);
              apply(shown, system, accuracyM);
            }
          }}
          options={COORDINATE_SYSTEMS.map((value) => ({ value, label: systemName(value) }))}
        />
      </div>
      {problem ? <p className={styles.problem}>{t(`report.coordinate.${problem}`)}</p> : null}
      {parsed.ok && parsed.value.swapped ? (
        <p className={styles.muted}>{t("report.coordinate.swapped")}</p>
      ) : null}
      <div className={styles.inlineField}>
        <label htmlFor="report-accuracy">{t("report.accuracy")}</label>
        <InputNumber
          id="report-accuracy"
          min={0}
          max={100_000}
          value={accuracyM}
          placeholder={t("why.unknown")}
          suffix={t("report.meters")}
          onChange={(value) =>
            location &&
            onChange({ ...location, accuracyM: typeof value === "number" ? value : null })
          }
        />
      </div>
    </div>
  );
}
