import { Button, Form } from "antd";
import { useTranslation } from "react-i18next";
import { appointSupervisor } from "../../../data/supervisors-queries.ts";
import type { BoardGrid } from "../../../domain/schemas/supervisor.ts";
import { PersonPicker } from "../shared/person-picker.tsx";
import { useChange } from "../shared/use-change.ts";

/** A person for a vacant slot, from now on. */
export function AppointForm({ grid, slot }: { grid: BoardGrid; slot: number }) {
  const { t } = useTranslation("admin");
  const appoint = useChange({
    change: appointSupervisor,
    touches: [["supervisors"], ["people"], ["grids", "card"]],
  });
  return (
    <Form<{ person_id: number }>
      layout="vertical"
      requiredMark={false}
      onFinish={({ person_id }) =>
        appoint.mutate({ gridId: grid.grid_id, slot, personId: person_id })
      }
    >
      <Form.Item
        name="person_id"
        label={t("slot.who")}
        rules={[{ required: true, message: t("pick.personMissing") }]}
      >
        <PersonPicker
          {...(grid.street_id === null ? {} : { within: { grid_id: grid.street_id } })}
        />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={appoint.isPending}>
        {t("slot.appoint")}
      </Button>
    </Form>
  );
}
