import { Tag } from "antd";
import { useTranslation } from "react-i18next";
import { useCan, useMe } from "../../../data/me-queries.ts";
import { savePerson } from "../../../data/people-queries.ts";
import type { Person } from "../../../domain/schemas/person.ts";
import { PanelFrame } from "../../../ui/panel-layout.tsx";
import styles from "../admin.module.css";
import { useChange } from "../shared/use-change.ts";
import { AccountSection } from "./account-section.tsx";
import { AwaySection } from "./away-section.tsx";
import { LeaveSection } from "./leave-section.tsx";
import { PersonForm } from "./person-form.tsx";
import { PostsSection } from "./posts-section.tsx";

type PersonPanelProps = { person: Person; onClose: () => void };

/** All of one person: data, posts, account, deputies, absence, leaving. */
export function PersonPanel({ person, onClose }: PersonPanelProps) {
  const { t } = useTranslation("admin");
  const me = useMe();
  const mayManage = useCan("people.manage");
  const mayOpenAccounts = useCan("accounts.manage");
  const isMe = person.person_id === me.person_id;
  const save = useChange({ change: savePerson, touches: [["people"]] });
  return (
    <PanelFrame
      title={person.name}
      actions={person.active ? null : <Tag>{t("people.inactive")}</Tag>}
      onClose={onClose}
    >
      {mayManage ? (
        <section className={styles.section}>
          <PersonForm
            person={person}
            busy={save.isPending}
            onSubmit={(draft) => save.mutate(draft)}
          />
        </section>
      ) : null}
      <PostsSection person={person} mayChange={mayManage && person.active && !isMe} />
      {mayOpenAccounts ? <AccountSection person={person} mayChange={!isMe} /> : null}
      {mayManage && person.active ? <AwaySection person={person} /> : null}
      {mayManage && person.active && !isMe ? <LeaveSection person={person} /> : null}
    </PanelFrame>
  );
}
