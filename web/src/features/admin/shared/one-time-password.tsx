import { Alert, App, Button, Modal } from "antd";
import { useTranslation } from "react-i18next";
import { copyText } from "../../../data/secure-context.ts";
import type { OneTimePassword } from "../../../domain/schemas/person.ts";
import styles from "../admin.module.css";

type OneTimePasswordModalProps = { account: OneTimePassword | null; onClose: () => void };

/** The password is here and nowhere else: closing the window is the last of it. */
export function OneTimePasswordModal({ account, onClose }: OneTimePasswordModalProps) {
  const { t } = useTranslation(["admin", "common"]);
  const { message } = App.useApp();
  const handleCopy = async () => {
    if (account === null) return;
    const copied = await copyText(account.one_time_password);
    if (copied.ok) void message.success(t("common:copied"));
    else void message.warning(t("common:copyFailed"));
  };
  return (
    <Modal
      open={account !== null}
      title={t("admin:otp.title")}
      width={440}
      mask={{ closable: false }}
      onCancel={onClose}
      destroyOnHidden
      footer={
        <Button type="primary" onClick={onClose}>
          {t("admin:otp.done")}
        </Button>
      }
    >
      <p>{t("admin:otp.detail", { login: account?.login ?? "" })}</p>
      <div className={styles.password}>
        <span data-testid="one-time-password">{account?.one_time_password}</span>
        <Button onClick={() => void handleCopy()}>{t("common:copy")}</Button>
      </div>
      <Alert type="warning" showIcon title={t("admin:otp.once")} />
    </Modal>
  );
}
