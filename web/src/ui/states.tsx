import {
  DisconnectOutlined,
  ExclamationCircleOutlined,
  InboxOutlined,
  LockOutlined,
} from "@ant-design/icons";
import { Button, Skeleton } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { AppError, errorCode } from "../domain/app-error.ts";
import styles from "./states.module.css";

type StateBoxProps = {
  icon: ReactNode;
  title: string;
  detail?: string | undefined;
  children?: ReactNode;
  alert?: boolean;
};

function StateBox({ icon, title, detail, children, alert }: StateBoxProps) {
  return (
    <div className={styles.box} role={alert ? "alert" : "status"}>
      <div className={styles.icon} aria-hidden="true">
        {icon}
      </div>
      <p className={styles.title}>{title}</p>
      {detail ? <p className={styles.detail}>{detail}</p> : null}
      {children ? <div className={styles.actions}>{children}</div> : null}
    </div>
  );
}

/** Why there is nothing, and the next step. */
export function EmptyState(props: { title: string; detail?: string; action?: ReactNode }) {
  return (
    <StateBox icon={<InboxOutlined />} title={props.title} detail={props.detail}>
      {props.action}
    </StateBox>
  );
}

type ErrorStateProps = { code: string; reference: string; onRetry?: (() => void) | undefined };

/** What happened, what to do, a code to quote. Offline and no-permission have faces of their own. */
export function ErrorState({ code, reference, onRetry }: ErrorStateProps) {
  const { t } = useTranslation(["errors", "common"]);
  const known = t(`errors:${code}`, { defaultValue: t("errors:unexpected") });
  if (code === "not_allowed") {
    return (
      <StateBox icon={<LockOutlined />} title={known} detail={t("errors:not_allowed_detail")} />
    );
  }
  return (
    <StateBox
      alert
      icon={code === "offline" ? <DisconnectOutlined /> : <ExclamationCircleOutlined />}
      title={known}
      detail={reference === "" ? undefined : t("errors:quote", { reference })}
    >
      {onRetry ? <Button onClick={onRetry}>{t("common:retry")}</Button> : null}
    </StateBox>
  );
}

/** The failure of a query, whatever was thrown. */
export function FailedState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const reference = error instanceof AppError ? error.reference : "";
  return <ErrorState code={errorCode(error)} reference={reference} onRetry={onRetry} />;
}

/** Whose it is, when it is not mine. */
export function NoPermissionState({ detail }: { detail?: string }) {
  const { t } = useTranslation("errors");
  return (
    <StateBox
      icon={<LockOutlined />}
      title={t("not_allowed")}
      detail={detail ?? t("not_allowed_detail")}
    />
  );
}

/** Lines in the place of lines: the final layout, no jump. */
export function LoadingLines({ lines }: { lines: number }) {
  const { t } = useTranslation();
  return (
    <div className={styles.lines} role="status" aria-label={t("loading")}>
      <Skeleton active title={false} paragraph={{ rows: lines, width: "100%" }} />
    </div>
  );
}
