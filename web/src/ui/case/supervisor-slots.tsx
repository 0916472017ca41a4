import { useTranslation } from "react-i18next";
import styles from "./case.module.css";
import { PhoneLink } from "./phone-link.tsx";

export interface SlotView {
  slot: number;
  name: string | null;
  phone: string | null;
  status: "on_duty" | "absent" | "vacant";
  substitute: { name: string; phone: string | null; reason: string | null } | null;
}

/** The three supervisors of a level-4 grid. A vacancy is shown, never hidden. */
export function SupervisorSlots({ slots }: { slots: readonly SlotView[] }) {
  const all = [1, 2, 3].map((slot) => slots.find((one) => one.slot === slot) ?? vacancy(slot));
  return (
    <ul className={styles.slots}>
      {all.map((slot) => (
        <Slot key={slot.slot} slot={slot} />
      ))}
    </ul>
  );
}

const vacancy = (slot: number): SlotView => ({
  slot,
  name: null,
  phone: null,
  status: "vacant",
  substitute: null,
});

function Slot({ slot }: { slot: SlotView }) {
  const { t } = useTranslation("cases");
  const isVacant = slot.status === "vacant";
  return (
    <li className={`${styles.slot} ${isVacant ? styles.vacant : ""}`}>
      <span className={styles.slotNumber}>{t("people.slot", { slot: slot.slot })}</span>
      <span className={styles.personName}>
        {isVacant ? t("people.vacant") : (slot.name ?? "—")}
      </span>
      <PhoneLink phone={slot.phone} name={slot.name} />
      {slot.status === "absent" ? <span className={styles.note}>{t("people.absent")}</span> : null}
      {slot.substitute ? (
        <>
          <span className={styles.note} title={slot.substitute.reason ?? undefined}>
            {t("people.substitute", { name: slot.substitute.name })}
          </span>
          <PhoneLink phone={slot.substitute.phone} name={slot.substitute.name} />
        </>
      ) : null}
    </li>
  );
}
