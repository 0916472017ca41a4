import { Table, type TableColumnsType, Tag } from "antd";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { type Person, postsBesideSlots } from "../../../domain/schemas/person.ts";
import { useIsPhone } from "../../../ui/use-media.ts";
import styles from "../admin.module.css";
import { usePlaceNames } from "../shared/use-place-names.ts";

type PeopleTableProps = {
  rows: readonly Person[];
  openId: number | string | undefined;
  onOpen: (personId: number) => void;
};

export function PeopleTable({ rows, openId, onOpen }: PeopleTableProps) {
  const columns = usePeopleColumns(onOpen);
  return (
    <Table<Person>
      size="small"
      rowKey="person_id"
      columns={columns}
      dataSource={[...rows]}
      pagination={false}
      sticky
      tableLayout="fixed"
      rowClassName={(person) => (person.person_id === openId ? (styles.open ?? "") : "")}
      onRow={(person) => ({ onClick: () => onOpen(person.person_id) })}
    />
  );
}

function usePeopleColumns(onOpen: (personId: number) => void): TableColumnsType<Person> {
  const { t } = useTranslation(["admin", "roles"]);
  const isPhone = useIsPhone();
  const places = usePlaceNames();
  return useMemo(
    () => [
      {
        title: t("admin:people.name"),
        key: "name",
        width: isPhone ? 104 : 150,
        render: (_, person) => (
          <>
            <button
              type="button"
              className={`${styles.rowButton} ${person.active ? "" : styles.gone}`}
              onClick={() => onOpen(person.person_id)}
            >
              {person.name}
            </button>
            <span className={`${styles.muted} ${styles.block}`}>
              {t(`admin:sourceType.${person.source_type}`)}
            </span>
          </>
        ),
      },
      {
        title: t("admin:people.posts"),
        key: "posts",
        render: (_, person) => <PostTags person={person} />,
      },
      {
        title: t("admin:people.unit"),
        key: "unit",
        responsive: ["lg"],
        render: (_, person) => (
          <>
            {places.unit(person.unit_id, person.unit_name) || "—"}
            <span className={`${styles.muted} ${styles.block}`}>
              {places.grid(person.grid_id, person.grid_name)}
            </span>
          </>
        ),
      },
      { title: t("admin:people.phone"), dataIndex: "phone", width: 130, responsive: ["md"] },
      {
        title: t("admin:people.account"),
        key: "account",
        width: 130,
        responsive: ["md"],
        render: (_, person) =>
          person.login === null ? (
            <span className={styles.muted}>{t("admin:account.none")}</span>
          ) : (
            <span className={person.account_active ? "" : styles.gone}>{person.login}</span>
          ),
      },
    ],
    [t, onOpen, isPhone, places],
  );
}

function PostTags({ person }: { person: Person }) {
  const { t } = useTranslation(["admin", "roles"]);
  const places = usePlaceNames();
  if (person.posts.length === 0 && person.slots.length === 0) {
    return <span className={styles.muted}>{t("admin:people.noPost")}</span>;
  }
  return (
    <>
      {postsBesideSlots(person).map((post) => (
        <Tag key={post.membership_id} className={styles.tag ?? ""}>
          {t(`roles:${post.role}`)} ·{" "}
          {places.unit(post.unit_id, post.unit_name) || places.grid(post.grid_id, post.grid_name)}
        </Tag>
      ))}
      {person.slots.map((slot) => (
        <Tag key={slot.slot_id} className={styles.tag ?? ""}>
          {t("admin:slot.held", {
            grid: places.grid(slot.grid_id, slot.grid_name),
            slot: slot.slot,
          })}
        </Tag>
      ))}
    </>
  );
}
