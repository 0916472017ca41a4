import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { deactivatePerson } from "../../../data/people-queries.ts";
import type { Person } from "../../../domain/schemas/person.ts";
import styles from "../admin.module.css";
import { ReasonModal } from "../shared/reason-modal.tsx";
import { useChange } from "../shared/use-change.ts";

/** Leaving: every post and slot ends, the account closes; old cases still say who answered. */
export function LeaveSection({ person }: { person: Person }) {
  const { t } = useTranslation("admin");
  const [isAsking, setAsking] = useState(false);
  const leave = useChange({
    change: deactivatePerson,
    touches: [["people"], ["supervisors"]],
    onDone: () => setAsking(false),
  });
  return (
    <section className={styles.section}>
      <Button danger onClick={() => setAsking(true)}>
        {t("people.deactivate")}
      </Button>
      <ReasonModal
        open={isAsking}
        title={t("people.deactivate")}
        detail={t("people.deactivateDetail", { name: person.name })}
        danger
        busy={leave.isPending}
        onCancel={() => setAsking(false)}
        onConfirm={(reason) => leave.mutate({ personId: person.person_id, reason })}
      />
    </section>
  );
}
