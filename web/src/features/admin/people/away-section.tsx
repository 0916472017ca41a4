import { Button, Form, Segmented, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { endDeputy, setAbsence, setDeputy } from "../../../data/people-queries.ts";
import type { Person } from "../../../domain/schemas/person.ts";
import { ABSENCE_KINDS } from "../../../domain/schemas/supervisor.ts";
import styles from "../admin.module.css";
import { PeriodFields, type PeriodValues, toPeriod } from "../shared/period-fields.tsx";
import { PersonPicker } from "../shared/person-picker.tsx";
import { useChange } from "../shared/use-change.ts";
import { usePeriodText } from "../shared/use-period-text.ts";

const PEOPLE = [["people"], ["supervisors"]] as const;

/** Deputies A and B, and absences: while the person is away, A receives; while A is away too, B. */
export function AwaySection({ person }: { person: Person }) {
  const { t } = useTranslation(["admin", "common"]);
  const periodText = usePeriodText();
  const [form, setForm] = useState<"deputy" | "absence" | null>(null);
  const end = useChange({ change: endDeputy, touches: PEOPLE });
  return (
    <section className={styles.section}>
      <div className={styles.sectionHead}>
        <h3 className={styles.sectionTitle}>{t("admin:deputy.title")}</h3>
        <div className={styles.buttons}>
          <Button size="small" onClick={() => setForm(form === "deputy" ? null : "deputy")}>
            {t("admin:deputy.set")}
          </Button>
          <Button size="small" onClick={() => setForm(form === "absence" ? null : "absence")}>
            {t("admin:absence.set")}
          </Button>
        </div>
      </div>
      {form === "deputy" ? <DeputyForm person={person} onDone={() => setForm(null)} /> : null}
      {form === "absence" ? <AbsenceForm person={person} onDone={() => setForm(null)} /> : null}
      <ul className={styles.items}>
        {person.deputies.map((deputy) => (
          <li key={deputy.deputy_row_id} className={styles.item}>
            <div className={styles.itemText}>
              {t("admin:deputy.line", { rank: deputy.rank, name: deputy.name })}
              <span className={`${styles.muted} ${styles.block}`}>{periodText(deputy)}</span>
            </div>
            <Button
              size="small"
              type="text"
              loading={end.isPending}
              onClick={() => end.mutate(deputy.deputy_row_id)}
            >
              {t("admin:deputy.end")}
            </Button>
          </li>
        ))}
      </ul>
      {person.deputies.length === 0 ? (
        <p className={styles.muted}>{t("admin:deputy.none")}</p>
      ) : null}
    </section>
  );
}

type FormProps = { person: Person; onDone: () => void };
type DeputyValues = PeriodValues & { rank: "A" | "B"; deputy_id: number };

function DeputyForm({ person, onDone }: FormProps) {
  const { t } = useTranslation(["admin", "common"]);
  const set = useChange({ change: setDeputy, touches: PEOPLE, onDone });
  const handleFinish = (values: DeputyValues) =>
    set.mutate({
      person_id: person.person_id,
      deputy_id: values.deputy_id,
      rank: values.rank,
      ...toPeriod(values),
      reason: "",
    });
  return (
    <Form<DeputyValues>
      layout="vertical"
      requiredMark={false}
      initialValues={{ rank: "A" }}
      onFinish={handleFinish}
    >
      <div className={styles.fields}>
        <Form.Item name="rank" label={t("admin:deputy.rank")}>
          <Segmented options={["A", "B"]} block />
        </Form.Item>
        <Form.Item
          name="deputy_id"
          label={t("admin:deputy.who")}
          rules={[{ required: true, message: t("admin:pick.personMissing") }]}
        >
          <PersonPicker />
        </Form.Item>
        <PeriodFields />
      </div>
      <Form.Item>
        <Button type="primary" htmlType="submit" loading={set.isPending}>
          {t("common:save")}
        </Button>
      </Form.Item>
    </Form>
  );
}

type AbsenceValues = PeriodValues & { kind: string };

function AbsenceForm({ person, onDone }: FormProps) {
  const { t } = useTranslation(["admin", "common"]);
  const set = useChange({ change: setAbsence, touches: PEOPLE, onDone });
  return (
    <Form<AbsenceValues>
      layout="vertical"
      requiredMark={false}
      initialValues={{ kind: "leave" }}
      onFinish={(values) =>
        set.mutate({ person_id: person.person_id, kind: values.kind, ...toPeriod(values) })
      }
    >
      <div className={styles.fields}>
        <Form.Item name="kind" label={t("admin:absence.kind")} className={styles.wide ?? ""}>
          <Select
            options={ABSENCE_KINDS.map((value) => ({
              value,
              label: t(`admin:absence.kinds.${value}`),
            }))}
          />
        </Form.Item>
        <PeriodFields toRequired />
      </div>
      <Form.Item>
        <Button type="primary" htmlType="submit" loading={set.isPending}>
          {t("common:save")}
        </Button>
      </Form.Item>
    </Form>
  );
}
