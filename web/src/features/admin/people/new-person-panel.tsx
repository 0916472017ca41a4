import { useTranslation } from "react-i18next";
import { savePerson } from "../../../data/people-queries.ts";
import type { Person } from "../../../domain/schemas/person.ts";
import { PanelFrame } from "../../../ui/panel-layout.tsx";
import styles from "../admin.module.css";
import { useChange } from "../shared/use-change.ts";
import { PersonForm } from "./person-form.tsx";

type NewPersonPanelProps = { onClose: () => void; onMade: (person: Person) => void };

export function NewPersonPanel({ onClose, onMade }: NewPersonPanelProps) {
  const { t } = useTranslation("admin");
  const save = useChange({ change: savePerson, touches: [["people"]], onDone: onMade });
  return (
    <PanelFrame title={t("people.add")} onClose={onClose}>
      <div className={styles.section}>
        <PersonForm person={null} busy={save.isPending} onSubmit={(draft) => save.mutate(draft)} />
      </div>
    </PanelFrame>
  );
}
