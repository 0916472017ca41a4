import { Button, Form, Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { endPost, grantPost, type PostDraft } from "../../../data/people-queries.ts";
import { type Person, type Post, postsBesideSlots } from "../../../domain/schemas/person.ts";
import { ROLES, type Role, rolePlace } from "../../../domain/schemas/roles.ts";
import styles from "../admin.module.css";
import { GridPicker } from "../shared/grid-picker.tsx";
import { PeriodFields, type PeriodValues, toPeriod } from "../shared/period-fields.tsx";
import { ReasonModal } from "../shared/reason-modal.tsx";
import { UnitPicker } from "../shared/unit-picker.tsx";
import { useChange } from "../shared/use-change.ts";
import { usePeriodText } from "../shared/use-period-text.ts";
import { usePlaceNames } from "../shared/use-place-names.ts";

type PostsSectionProps = { person: Person; mayChange: boolean };

/** Posts held, each for a time; supervisors' slots are given on their own board. */
export function PostsSection({ person, mayChange }: PostsSectionProps) {
  const { t } = useTranslation(["admin", "roles", "common"]);
  const [isGranting, setGranting] = useState(false);
  const places = usePlaceNames();
  const [ending, setEnding] = useState<Post | null>(null);
  const end = useChange({
    change: endPost,
    touches: [["people"]],
    onDone: () => setEnding(null),
  });
  return (
    <section className={styles.section}>
      <div className={styles.sectionHead}>
        <h3 className={styles.sectionTitle}>{t("admin:people.posts")}</h3>
        {mayChange ? (
          <Button size="small" onClick={() => setGranting(!isGranting)}>
            {isGranting ? t("common:cancel") : t("admin:post.grant")}
          </Button>
        ) : null}
      </div>
      {isGranting ? <GrantForm person={person} onDone={() => setGranting(false)} /> : null}
      <ul className={styles.items}>
        {postsBesideSlots(person).map((post) => (
          <PostItem
            key={post.membership_id}
            post={post}
            onEnd={mayChange ? () => setEnding(post) : null}
          />
        ))}
        {person.slots.map((slot) => (
          <li key={slot.slot_id} className={styles.item}>
            {t("admin:slot.held", {
              grid: places.grid(slot.grid_id, slot.grid_name),
              slot: slot.slot,
            })}
          </li>
        ))}
      </ul>
      {person.posts.length + person.slots.length === 0 ? (
        <p className={styles.muted}>{t("admin:post.none")}</p>
      ) : null}
      <ReasonModal
        open={ending !== null}
        title={t("admin:post.end")}
        detail={t("admin:post.endDetail", {
          name: person.name,
          role: ending ? t(`roles:${ending.role}`) : "",
        })}
        danger
        busy={end.isPending}
        onCancel={() => setEnding(null)}
        onConfirm={(reason) => ending && end.mutate({ membershipId: ending.membership_id, reason })}
      />
    </section>
  );
}

function PostItem({ post, onEnd }: { post: Post; onEnd: (() => void) | null }) {
  const { t } = useTranslation(["admin", "roles"]);
  const periodText = usePeriodText();
  const places = usePlaceNames();
  return (
    <li className={styles.item}>
      <div className={styles.itemText}>
        {t(`roles:${post.role}`)} ·{" "}
        {places.unit(post.unit_id, post.unit_name) || places.grid(post.grid_id, post.grid_name)}
        <span className={`${styles.muted} ${styles.block}`}>{periodText(post)}</span>
      </div>
      {onEnd ? (
        <Button size="small" type="text" onClick={onEnd}>
          {t("admin:post.end")}
        </Button>
      ) : null}
    </li>
  );
}

type GrantValues = PeriodValues & {
  role: Role;
  grid_id?: number | null;
  unit_id?: number | null;
  reason: string;
};

/** Auditors come from the server's command line, supervisors from the slots' board. */
const GRANTABLE = ROLES.filter((role) => role !== "auditor" && role !== "supervisor");

function GrantForm({ person, onDone }: { person: Person; onDone: () => void }) {
  const { t } = useTranslation(["admin", "roles", "common"]);
  const [form] = Form.useForm<GrantValues>();
  const role = Form.useWatch("role", form);
  const place = role ? rolePlace(role) : null;
  const grant = useChange({ change: grantPost, touches: [["people"]], onDone });
  const handleFinish = (values: GrantValues) => {
    const draft: PostDraft = {
      person_id: person.person_id,
      role: values.role,
      grid_id: place?.kind === "area" ? (values.grid_id ?? null) : null,
      unit_id: place?.kind === "unit" ? (values.unit_id ?? null) : null,
      ...toPeriod(values),
      reason: values.reason.trim(),
    };
    grant.mutate(draft);
  };
  return (
    <Form form={form} layout="vertical" requiredMark={false} onFinish={handleFinish}>
      <div className={styles.fields}>
        <Form.Item
          name="role"
          label={t("admin:filter.role")}
          rules={[{ required: true, message: t("admin:post.roleMissing") }]}
        >
          <Select options={GRANTABLE.map((value) => ({ value, label: t(`roles:${value}`) }))} />
        </Form.Item>
        {place?.kind === "unit" ? (
          <Form.Item
            name="unit_id"
            label={t("admin:people.unit")}
            rules={[{ required: true, message: t("admin:post.unitMissing") }]}
          >
            <UnitPicker placeholder={t("admin:pick.unit")} />
          </Form.Item>
        ) : (
          <Form.Item
            name="grid_id"
            label={t("admin:post.area")}
            rules={[{ required: true, message: t("admin:post.areaMissing") }]}
          >
            <GridPicker
              levels={place?.kind === "area" ? place.levels : [1, 2, 3]}
              placeholder={t("admin:pick.grid")}
            />
          </Form.Item>
        )}
        <PeriodFields />
        <Form.Item
          name="reason"
          label={t("common:reason")}
          className={styles.wide ?? ""}
          rules={[{ required: true, whitespace: true, message: t("common:reasonMissing") }]}
        >
          <Input maxLength={500} />
        </Form.Item>
      </div>
      <Form.Item>
        <Button type="primary" htmlType="submit" loading={grant.isPending}>
          {t("admin:post.grant")}
        </Button>
      </Form.Item>
    </Form>
  );
}
