import { PhoneOutlined } from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import styles from "./case.module.css";

/** One click calls: the number is there, or nothing is (who may not see it gets none). */
export function PhoneLink({ phone, name }: { phone: string | null; name: string | null }) {
  const { t } = useTranslation("cases");
  if (phone === null || phone === "") return null;
  return (
    <a
      className={styles.phone}
      href={`tel:${phone.replaceAll(" ", "")}`}
      aria-label={t("people.call", { name: name ?? "", phone })}
    >
      <PhoneOutlined aria-hidden="true" /> {phone}
    </a>
  );
}
