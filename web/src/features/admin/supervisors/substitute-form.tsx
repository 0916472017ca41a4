import { Button, Form, Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import { setSubstitute } from "../../../data/supervisors-queries.ts";
import {
  type BoardGrid,
  type BoardSlot,
  SUBSTITUTE_REASONS,
} from "../../../domain/schemas/supervisor.ts";
import styles from "../admin.module.css";
import { PeriodFields, type PeriodValues, toPeriod } from "../shared/period-fields.tsx";
import { PersonPicker } from "../shared/person-picker.tsx";
import { useChange } from "../shared/use-change.ts";

type Values = PeriodValues & { person_id: number; reason: string; note?: string };

/** Who acts for the slot for a time, and why. */
export function SubstituteForm({ grid, slot }: { grid: BoardGrid; slot: BoardSlot }) {
  const { t } = useTranslation(["admin", "common"]);
  const set = useChange({
    change: setSubstitute,
    touches: [["supervisors"], ["people"], ["grids", "card"]],
  });
  const handleFinish = (values: Values) =>
    set.mutate({
      grid_id: grid.grid_id,
      slot: slot.slot,
      person_id: values.person_id,
      reason: values.reason,
      ...toPeriod(values),
      note: values.note?.trim() ?? "",
    });
  return (
    <Form<Values>
      layout="vertical"
      requiredMark={false}
      initialValues={{ reason: slot.slot_id === null ? "vacancy" : "leave" }}
      onFinish={handleFinish}
    >
      <div className={styles.fields}>
        <Form.Item
          name="person_id"
          label={t("admin:substitute.who")}
          rules={[{ required: true, message: t("admin:pick.personMissing") }]}
        >
          <PersonPicker />
        </Form.Item>
        <Form.Item name="reason" label={t("common:reason")}>
          <Select
            options={SUBSTITUTE_REASONS.map((value) => ({
              value,
              label: t(`admin:substitute.reasons.${value}`),
            }))}
          />
        </Form.Item>
        <PeriodFields toRequired />
        <Form.Item name="note" label={t("admin:substitute.note")} className={styles.wide ?? ""}>
          <Input maxLength={500} />
        </Form.Item>
      </div>
      <Button htmlType="submit" loading={set.isPending}>
        {t("admin:substitute.set")}
      </Button>
    </Form>
  );
}
