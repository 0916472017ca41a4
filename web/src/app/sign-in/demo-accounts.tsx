import { useTranslation } from "react-i18next";
import type { AppConfig } from "../../domain/schemas/config.ts";
import styles from "./sign-in.module.css";

type DemoAccount = NonNullable<AppConfig["demoAccounts"]>[number];
type DemoAccountsProps = {
  accounts: readonly DemoAccount[];
  busyLogin: string | null;
  onChoose: (account: DemoAccount) => void;
};

/** One click a role, in a demo folder only. */
export function DemoAccounts({ accounts, busyLogin, onChoose }: DemoAccountsProps) {
  const { t } = useTranslation(["sign-in", "roles"]);
  return (
    <div className={styles.demo}>
      <h2 className={styles.demoTitle}>{t("sign-in:demo.title")}</h2>
      <p className={styles.demoHint}>{t("sign-in:demo.hint")}</p>
      <ul className={styles.demoList}>
        {accounts.map((account) => (
          <li key={account.login}>
            <button
              type="button"
              className={styles.demoButton}
              disabled={busyLogin !== null}
              aria-busy={busyLogin === account.login}
              onClick={() => onChoose(account)}
            >
              <span>{t(`roles:${account.role}`)}</span>
              <span className={styles.demoLogin}>{account.login}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
