import { useNavigate, useSearch } from "@tanstack/react-router";
import { Alert, Button, Form, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { appConfig } from "../../data/config.ts";
import { signIn } from "../../data/session.ts";
import { errorCode } from "../../domain/app-error.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { LogoMark } from "../../ui/logo-mark.tsx";
import { useErrorMessage } from "../../ui/use-error-message.ts";
import { LanguageChoice, ThemeChoice } from "../preference-choices.tsx";
import { DemoAccounts } from "./demo-accounts.tsx";
import { MeshPicture } from "./mesh-picture.tsx";
import styles from "./sign-in.module.css";

/** The server locks for a quarter of an hour and does not say since when: at the latest until then. */
const LOCK_MS = 15 * 60_000;

type Credentials = { login: string; password: string };

/** The door: product, city, name and password; in a demo folder, one account a role. */
export function SignInPage() {
  const { t } = useTranslation("sign-in");
  const { reason } = useSearch({ from: "/sign-in" });
  const { demo, demoAccounts = [], city } = appConfig();
  const { busyLogin, problem, submit } = useSubmit();
  const format = useFormat();
  const cityName = city ? format.name({ name: city.name, name_en: city.name_en ?? null }) : null;
  return (
    <main className={styles.page}>
      <section className={styles.picture}>
        <MeshPicture />
        <div className={styles.claim}>
          <p className={styles.claimCity}>{cityName ?? (demo ? t("demoCity") : t("city"))}</p>
          <p className={styles.claimLine}>{t("claim")}</p>
        </div>
      </section>
      <section className={styles.door}>
        <div className={styles.card}>
          <header className={styles.head}>
            <LogoMark sizePx={44} />
            <h1 className={styles.product}>
              网格 <span className={styles.latin}>wangge</span>
            </h1>
          </header>
          {reason && problem === null ? (
            <Alert type="info" showIcon title={t(`reason.${reason}`)} />
          ) : null}
          {problem ? <Alert type="error" showIcon role="alert" title={problem} /> : null}
          <Form<Credentials>
            layout="vertical"
            requiredMark={false}
            onFinish={(values) => void submit(values)}
          >
            <Form.Item
              name="login"
              label={t("login")}
              rules={[{ required: true, whitespace: true, message: t("loginMissing") }]}
            >
              <Input size="large" autoFocus autoComplete="username" autoCapitalize="none" />
            </Form.Item>
            <Form.Item
              name="password"
              label={t("password")}
              rules={[{ required: true, message: t("passwordMissing") }]}
            >
              <Input.Password size="large" autoComplete="current-password" />
            </Form.Item>
            <Button type="primary" htmlType="submit" size="large" block loading={busyLogin === ""}>
              {t("submit")}
            </Button>
          </Form>
          {demo && demoAccounts.length > 0 ? (
            <DemoAccounts
              accounts={demoAccounts}
              busyLogin={busyLogin}
              onChoose={(account) => void submit(account, account.login)}
            />
          ) : (
            <p className={styles.help}>{t("forgotten")}</p>
          )}
        </div>
        <footer className={styles.foot}>
          <LanguageChoice />
          <ThemeChoice />
        </footer>
      </section>
    </main>
  );
}

function useSubmit() {
  const { t } = useTranslation("sign-in");
  const navigate = useNavigate();
  const { next } = useSearch({ from: "/sign-in" });
  const format = useFormat();
  const errorMessage = useErrorMessage();
  /** Whose sign-in is under way: "" the form's, a login a demo account's, null nobody's. */
  const [busyLogin, setBusyLogin] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const explain = (error: unknown): string => {
    if (errorCode(error) === "locked_out") {
      return t("lockedUntil", { time: format.clock(Date.now() + LOCK_MS) });
    }
    return errorMessage(error);
  };
  const submit = async ({ login, password }: Credentials, busy = "") => {
    setBusyLogin(busy);
    setProblem(null);
    try {
      await signIn(login, password);
      await navigate({ to: next ?? "/" });
    } catch (error) {
      setProblem(explain(error));
    } finally {
      setBusyLogin(null);
    }
  };
  return { busyLogin, problem, submit };
}
