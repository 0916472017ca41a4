import { Button, DatePicker, Form, Input } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useTranslation } from "react-i18next";
import { setSetting } from "../../../data/settings-queries.ts";
import { PanelFrame } from "../../../ui/panel-layout.tsx";
import styles from "../admin.module.css";
import { useChange } from "../shared/use-change.ts";
import { usePeriodText } from "../shared/use-period-text.ts";
import { formatSettingValue, parseSettingValue, type SettingGroup } from "./setting-groups.ts";
import { useSettingName } from "./use-setting-name.ts";

type SettingPanelProps = { group: SettingGroup; onClose: () => void };
type Values = { value: string; from?: Dayjs | null; reason: string };

/** A new version of a setting, from a date, with a reason; below it all that held before. */
export function SettingPanel({ group, onClose }: SettingPanelProps) {
  const { t } = useTranslation(["admin", "common"]);
  const nameOf = useSettingName();
  const like = group.current?.value ?? group.versions[0]?.value;
  const save = useChange({ change: setSetting, touches: [["settings"]] });
  const handleFinish = ({ value, from, reason }: Values) => {
    const parsed = parseSettingValue(value, like);
    if (!parsed) return;
    save.mutate({
      key: group.key,
      value: parsed.value,
      from: from?.toISOString() ?? null,
      reason: reason.trim(),
    });
  };
  return (
    <PanelFrame title={nameOf(group.key)} onClose={onClose}>
      <section className={styles.section}>
        <Form<Values>
          layout="vertical"
          requiredMark={false}
          initialValues={{ value: typeof like === "string" ? like : JSON.stringify(like) }}
          onFinish={handleFinish}
        >
          <Form.Item
            name="value"
            label={t("admin:setting.newValue")}
            rules={[
              {
                validator: (_, text: string) =>
                  parseSettingValue(text, like)
                    ? Promise.resolve()
                    : Promise.reject(new Error(t("admin:setting.wrongType"))),
              },
            ]}
          >
            {typeof like === "object" ? <Input.TextArea rows={6} /> : <Input />}
          </Form.Item>
          <Form.Item name="from" label={t("admin:setting.from")}>
            <DatePicker
              showTime={{ format: "HH:mm" }}
              format="YYYY-MM-DD HH:mm"
              placeholder={t("admin:period.now")}
              minDate={dayjs()}
              style={{ width: "100%" }}
            />
          </Form.Item>
          <Form.Item
            name="reason"
            label={t("common:reason")}
            rules={[{ required: true, whitespace: true, message: t("common:reasonMissing") }]}
          >
            <Input maxLength={500} />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={save.isPending}>
            {t("common:save")}
          </Button>
        </Form>
      </section>
      <Versions group={group} />
    </PanelFrame>
  );
}

function Versions({ group }: { group: SettingGroup }) {
  const { t } = useTranslation("admin");
  const periodText = usePeriodText();
  return (
    <section className={styles.section}>
      <h3 className={styles.sectionTitle}>{t("setting.versions")}</h3>
      <ul className={styles.items}>
        {group.versions.map((version) => (
          <li key={version.valid_from ?? "always"} className={styles.item}>
            <div className={styles.itemText}>
              {formatSettingValue(version.value, t)}
              <span className={`${styles.muted} ${styles.block}`}>
                {t("setting.line", {
                  from: periodText({ from: version.valid_from, to: null }),
                  by: version.set_by_name ?? t("setting.bySystem"),
                })}
              </span>
              {version.reason && version.reason !== "default" ? (
                <span className={`${styles.muted} ${styles.block}`}>{version.reason}</span>
              ) : null}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
