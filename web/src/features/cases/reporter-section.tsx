import { useMutation } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { readCaseReporter } from "../../data/cases-queries.ts";
import { PhoneLink } from "../../ui/case/phone-link.tsx";
import { useErrorMessage } from "../../ui/use-error-message.ts";
import styles from "./cases.module.css";

/** Who reported it: asked for by a click, because every look is logged. Never kept. */
export function ReporterSection({ caseId }: { caseId: number }) {
  const { t } = useTranslation("cases");
  const message = useErrorMessage();
  const [isAsked, setAsked] = useState(false);
  const reading = useMutation({ mutationFn: () => readCaseReporter(caseId), gcTime: 0 });
  const reporters = reading.data?.reporters;
  return (
    <section>
      <h3>{t("reporter.title")}</h3>
      {isAsked ? null : (
        <Button
          size="small"
          onClick={() => {
            setAsked(true);
            reading.mutate();
          }}
        >
          {t("reporter.show")}
        </Button>
      )}
      {reading.error ? <p className={styles.warning}>{message(reading.error)}</p> : null}
      {reporters?.length === 0 ? <p className={styles.muted}>{t("reporter.none")}</p> : null}
      {reporters?.map((one) => (
        <p key={`${one.name}${one.phone}`} className={styles.reporter}>
          <span>{one.name === "" ? t("reporter.anonymous") : one.name}</span>
          <PhoneLink phone={one.phone} name={one.name} />
          {one.wants_callback ? (
            <span className={styles.flag}>{t("reporter.callback")}</span>
          ) : null}
        </p>
      ))}
    </section>
  );
}
