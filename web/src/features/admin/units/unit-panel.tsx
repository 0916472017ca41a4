import { Button, Form, Input, Select, Switch } from "antd";
import { useTranslation } from "react-i18next";
import { saveUnit, type UnitDraft } from "../../../data/units-queries.ts";
import { UNIT_KINDS, type Unit } from "../../../domain/schemas/unit.ts";
import { PanelFrame } from "../../../ui/panel-layout.tsx";
import styles from "../admin.module.css";
import { GridPicker } from "../shared/grid-picker.tsx";
import { UnitPicker } from "../shared/unit-picker.tsx";
import { useChange } from "../shared/use-change.ts";

type UnitPanelProps = { unit: Unit | null; mayChange: boolean; onClose: () => void };

/** One unit: name, kind, what it answers for. Closed, not deleted: old cases name it. */
export function UnitPanel({ unit, mayChange, onClose }: UnitPanelProps) {
  const { t } = useTranslation(["admin", "common"]);
  const save = useChange({ change: saveUnit, touches: [["units"], ["people"]], onDone: onClose });
  const handleFinish = (values: UnitDraft) =>
    save.mutate({
      ...(unit ? { unit_id: unit.unit_id } : {}),
      parent_unit_id: values.parent_unit_id ?? null,
      kind: values.kind,
      code: values.code.trim(),
      name: values.name.trim(),
      name_en: values.name_en?.trim() ?? "",
      area_grid_id: values.area_grid_id ?? null,
      phone: values.phone?.trim() || null,
      active: values.active,
    });
  const missing = (label: string) => ({ required: true, whitespace: true, message: label });
  return (
    <PanelFrame title={unit?.name ?? t("admin:unit.add")} onClose={onClose}>
      <div className={styles.section}>
        <Form<UnitDraft>
          layout="vertical"
          requiredMark={false}
          disabled={!mayChange}
          initialValues={unit ?? { active: true, kind: "department" }}
          onFinish={handleFinish}
        >
          <Form.Item
            name="name"
            label={t("admin:unit.name")}
            rules={[missing(t("admin:unit.nameMissing"))]}
          >
            <Input maxLength={80} autoFocus={unit === null} />
          </Form.Item>
          <Form.Item name="name_en" label={t("admin:unit.nameEn")}>
            <Input maxLength={120} />
          </Form.Item>
          <div className={styles.fields}>
            <Form.Item name="kind" label={t("admin:unit.kind")}>
              <Select
                options={UNIT_KINDS.map((value) => ({
                  value,
                  label: t(`admin:unit.kinds.${value}`),
                }))}
              />
            </Form.Item>
            <Form.Item
              name="code"
              label={t("admin:unit.code")}
              rules={[missing(t("admin:unit.codeMissing"))]}
            >
              <Input maxLength={40} />
            </Form.Item>
            <Form.Item name="parent_unit_id" label={t("admin:unit.parent")}>
              <UnitPicker placeholder={t("admin:pick.unit")} />
            </Form.Item>
            <Form.Item name="area_grid_id" label={t("admin:unit.area")}>
              <GridPicker levels={[1, 2, 3, 4]} placeholder={t("admin:pick.grid")} />
            </Form.Item>
            <Form.Item name="phone" label={t("admin:people.phone")}>
              <Input inputMode="tel" />
            </Form.Item>
            <Form.Item name="active" label={t("admin:unit.active")} valuePropName="checked">
              <Switch />
            </Form.Item>
          </div>
          {mayChange ? (
            <Button type="primary" htmlType="submit" loading={save.isPending}>
              {t("common:save")}
            </Button>
          ) : (
            <p className={styles.muted}>{t("admin:unit.readOnly")}</p>
          )}
        </Form>
      </div>
    </PanelFrame>
  );
}
