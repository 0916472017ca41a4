import { useQueryClient } from "@tanstack/react-query";
import { useNavigate, useRouter } from "@tanstack/react-router";
import { Alert, Button, Form, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { changeMyPassword, meQuery, useMe } from "../../data/me-queries.ts";
import { signOut } from "../../data/session.ts";
import { LogoMark } from "../../ui/logo-mark.tsx";
import { useErrorMessage } from "../../ui/use-error-message.ts";
import styles from "./sign-in.module.css";

const MINIMUM_LENGTH = 10;

type Passwords = { current: string; next: string; again: string };

/** A password of one's own: forced after a one-time password, or by choice. */
export function ChangePasswordPage() {
  const { t } = useTranslation("sign-in");
  const me = useMe();
  const navigate = useNavigate();
  const router = useRouter();
  const queryClient = useQueryClient();
  const errorMessage = useErrorMessage();
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const submit = async ({ current, next }: Passwords) => {
    setBusy(true);
    setProblem(null);
    try {
      await changeMyPassword({ current, next });
      await queryClient.fetchQuery({ ...meQuery(), staleTime: 0 });
      await router.invalidate();
      await navigate({ to: "/" });
    } catch (error) {
      setProblem(errorMessage(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <main className={styles.narrow}>
      <div className={styles.card}>
        <header className={styles.head}>
          <LogoMark sizePx={36} />
          <h1 className={styles.product}>{t("change.title")}</h1>
        </header>
        <p className={styles.help}>
          {me.must_change_password ? t("change.forced", { name: me.name }) : t("change.byChoice")}
        </p>
        {problem ? <Alert type="error" showIcon role="alert" title={problem} /> : null}
        <PasswordForm isBusy={isBusy} onSubmit={(passwords) => void submit(passwords)} />
        {me.must_change_password ? (
          <Button type="link" onClick={() => void signOut()}>
            {t("change.leave")}
          </Button>
        ) : (
          <Button type="link" onClick={() => void navigate({ to: "/" })}>
            {t("change.back")}
          </Button>
        )}
      </div>
    </main>
  );
}

function PasswordForm(props: { isBusy: boolean; onSubmit: (passwords: Passwords) => void }) {
  const { t } = useTranslation("sign-in");
  return (
    <Form<Passwords> layout="vertical" requiredMark={false} onFinish={props.onSubmit}>
      <Form.Item
        name="current"
        label={t("change.current")}
        rules={[{ required: true, message: t("passwordMissing") }]}
      >
        <Input.Password size="large" autoFocus autoComplete="current-password" />
      </Form.Item>
      <Form.Item
        name="next"
        label={t("change.next")}
        extra={t("change.rule", { length: MINIMUM_LENGTH })}
        dependencies={["current"]}
        rules={[
          {
            required: true,
            min: MINIMUM_LENGTH,
            message: t("change.short", { length: MINIMUM_LENGTH }),
          },
          ({ getFieldValue }) => ({
            validator: (_, value) =>
              value && value === getFieldValue("current")
                ? Promise.reject(new Error(t("change.same")))
                : Promise.resolve(),
          }),
        ]}
      >
        <Input.Password size="large" autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="again"
        label={t("change.again")}
        dependencies={["next"]}
        rules={[
          ({ getFieldValue }) => ({
            validator: (_, value) =>
              value === getFieldValue("next")
                ? Promise.resolve()
                : Promise.reject(new Error(t("change.different"))),
          }),
        ]}
      >
        <Input.Password size="large" autoComplete="new-password" />
      </Form.Item>
      <Button type="primary" htmlType="submit" size="large" block loading={props.isBusy}>
        {t("change.submit")}
      </Button>
    </Form>
  );
}
