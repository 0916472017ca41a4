import { Button, Form, Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import type { PersonDraft } from "../../../data/people-queries.ts";
import { type Person, SOURCE_TYPES } from "../../../domain/schemas/person.ts";
import styles from "../admin.module.css";
import { GridPicker } from "../shared/grid-picker.tsx";
import { UnitPicker } from "../shared/unit-picker.tsx";

type PersonFormProps = {
  person: Person | null;
  busy: boolean;
  onSubmit: (draft: PersonDraft) => void;
};

type Values = {
  name: string;
  phone?: string;
  source_type: string;
  unit_id?: number | null;
  grid_id?: number | null;
};

/** Name, telephone, where the person comes from and belongs. */
export function PersonForm({ person, busy, onSubmit }: PersonFormProps) {
  const { t } = useTranslation(["admin", "common"]);
  const handleFinish = (values: Values) =>
    onSubmit({
      ...(person ? { person_id: person.person_id } : {}),
      name: values.name.trim(),
      phone: values.phone?.trim() || null,
      source_type: values.source_type,
      unit_id: values.unit_id ?? null,
      grid_id: values.grid_id ?? null,
    });
  return (
    <Form<Values>
      layout="vertical"
      requiredMark={false}
      initialValues={person ?? { source_type: "staff" }}
      onFinish={handleFinish}
    >
      <div className={styles.fields}>
        <Form.Item
          name="name"
          label={t("admin:people.name")}
          rules={[
            { required: true, whitespace: true, max: 80, message: t("admin:people.nameMissing") },
          ]}
        >
          <Input autoFocus={person === null} />
        </Form.Item>
        <Form.Item
          name="phone"
          label={t("admin:people.phone")}
          rules={[{ pattern: /^[0-9+\- ]{3,40}$/, message: t("admin:people.phoneWrong") }]}
        >
          <Input inputMode="tel" />
        </Form.Item>
        <Form.Item name="source_type" label={t("admin:people.sourceType")}>
          <Select
            options={SOURCE_TYPES.map((value) => ({
              value,
              label: t(`admin:sourceType.${value}`),
            }))}
          />
        </Form.Item>
        <Form.Item
          name="grid_id"
          label={t("admin:people.homeGrid")}
          rules={[{ required: true, message: t("admin:people.homeGridMissing") }]}
        >
          <GridPicker levels={[1, 2, 3, 4]} placeholder={t("admin:pick.grid")} />
        </Form.Item>
        <Form.Item name="unit_id" label={t("admin:people.unit")} className={styles.wide ?? ""}>
          <UnitPicker placeholder={t("admin:pick.unit")} />
        </Form.Item>
      </div>
      <Button type="primary" htmlType="submit" loading={busy}>
        {t("common:save")}
      </Button>
    </Form>
  );
}
