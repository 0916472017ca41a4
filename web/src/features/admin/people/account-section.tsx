import { Button, Form, Input, Popconfirm, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  createAccount,
  endSessions,
  resetPassword,
  setAccountActive,
} from "../../../data/people-queries.ts";
import type { OneTimePassword, Person } from "../../../domain/schemas/person.ts";
import styles from "../admin.module.css";
import { OneTimePasswordModal } from "../shared/one-time-password.tsx";
import { ReasonModal } from "../shared/reason-modal.tsx";
import { useChange } from "../shared/use-change.ts";

const PEOPLE = [["people"]] as const;

/** The account: opened with a password told once, reset, closed; sessions ended. */
export function AccountSection({ person, mayChange }: { person: Person; mayChange: boolean }) {
  const { t } = useTranslation("admin");
  const [told, setTold] = useState<OneTimePassword | null>(null);
  return (
    <section className={styles.section}>
      <div className={styles.sectionHead}>
        <h3 className={styles.sectionTitle}>{t("people.account")}</h3>
        {person.login === null ? null : (
          <Tag>{person.account_active ? t("account.active") : t("account.closed")}</Tag>
        )}
      </div>
      {person.login === null ? (
        mayChange && person.active ? (
          <CreateAccount person={person} onTold={setTold} />
        ) : (
          <p className={styles.muted}>{t("account.none")}</p>
        )
      ) : (
        <>
          <p className={styles.login}>{t("account.login", { login: person.login })}</p>
          {mayChange ? <AccountButtons person={person} onTold={setTold} /> : null}
        </>
      )}
      <OneTimePasswordModal account={told} onClose={() => setTold(null)} />
    </section>
  );
}

type AccountProps = { person: Person; onTold: (account: OneTimePassword) => void };

function CreateAccount({ person, onTold }: AccountProps) {
  const { t } = useTranslation("admin");
  const create = useChange({ change: createAccount, touches: PEOPLE, onDone: onTold });
  return (
    <Form<{ login: string }>
      layout="vertical"
      requiredMark={false}
      onFinish={({ login }) => create.mutate({ personId: person.person_id, login: login.trim() })}
    >
      <Form.Item
        name="login"
        label={t("account.newLogin")}
        extra={t("account.loginRule")}
        rules={[
          {
            required: true,
            pattern: /^[a-z0-9][a-z0-9._-]{1,39}$/,
            message: t("account.loginRule"),
          },
        ]}
      >
        <Input autoCapitalize="none" autoComplete="off" />
      </Form.Item>
      <Button htmlType="submit" loading={create.isPending}>
        {t("account.create")}
      </Button>
    </Form>
  );
}

function AccountButtons({ person, onTold }: AccountProps) {
  const { t } = useTranslation("admin");
  const [isClosing, setClosing] = useState(false);
  const personId = person.person_id;
  const reset = useChange({ change: resetPassword, touches: PEOPLE, onDone: onTold });
  const end = useChange({ change: endSessions, touches: PEOPLE });
  const setActive = useChange({
    change: setAccountActive,
    touches: PEOPLE,
    onDone: () => setClosing(false),
  });
  return (
    <div className={styles.buttons}>
      <Popconfirm
        title={t("account.reset")}
        description={t("account.resetDetail")}
        onConfirm={() => reset.mutate(personId)}
      >
        <Button loading={reset.isPending}>{t("account.reset")}</Button>
      </Popconfirm>
      <Popconfirm
        title={t("account.endSessions")}
        description={t("account.endSessionsDetail")}
        onConfirm={() => end.mutate(personId)}
      >
        <Button loading={end.isPending}>{t("account.endSessions")}</Button>
      </Popconfirm>
      {person.account_active ? (
        <Button onClick={() => setClosing(true)}>{t("account.close")}</Button>
      ) : (
        <Button
          loading={setActive.isPending}
          disabled={!person.active}
          onClick={() => setActive.mutate({ personId, active: true, reason: "" })}
        >
          {t("account.reopen")}
        </Button>
      )}
      <ReasonModal
        open={isClosing}
        title={t("account.close")}
        detail={t("account.closeDetail", { login: person.login ?? "" })}
        busy={setActive.isPending}
        onCancel={() => setClosing(false)}
        onConfirm={(reason) => setActive.mutate({ personId, active: false, reason })}
      />
    </div>
  );
}
