import { useTranslation } from "react-i18next";
import { type GridTree, gridName } from "../../domain/grids/grid-tree.ts";
import type { CaseEvent } from "../../domain/schemas/case.ts";
import { useFormat } from "../../i18n/use-format.ts";
import styles from "./cases.module.css";

/** What happened, newest first; who did it by post, by name only for those who may know. */
export function CaseTimeline({
  events,
  tree,
}: {
  events: readonly CaseEvent[];
  tree: GridTree | null;
}) {
  const { t } = useTranslation(["cases", "roles"]);
  const format = useFormat();
  return (
    <ol className={styles.timeline}>
      {events.toReversed().map((event) => (
        <li key={event.event_id} className={event.kind === "missed" ? styles.missed : ""}>
          <span className={styles.eventHead}>
            <strong>{t(`cases:event.${event.kind}`, { defaultValue: event.kind })}</strong>
            <time dateTime={event.at}>{format.dateTime(event.at)}</time>
          </span>
          <span className={styles.eventActor}>
            {[
              t(`cases:actor.${event.actor_role}`, { defaultValue: event.actor_role }),
              event.actor_name,
              event.imported ? t("cases:imported") : null,
            ]
              .filter(Boolean)
              .join(" · ")}
          </span>
          <EventDetail event={event} tree={tree} />
        </li>
      ))}
    </ol>
  );
}

/** The few facts of an event that say something to a person; codes are translated, ids become names. */
function EventDetail({ event, tree }: { event: CaseEvent; tree: GridTree | null }) {
  const { t, i18n } = useTranslation("cases");
  const format = useFormat();
  const { data } = event;
  const text = (key: string) => (typeof data[key] === "string" ? data[key] : null);
  const reason = text("reason");
  const deadline = text("deadline_at");
  const until = text("until");
  const node = typeof data.grid_id === "number" ? tree?.get(data.grid_id) : null;
  const from = typeof data.from === "number" ? tree?.get(data.from) : null;
  const lines = [
    node
      ? from
        ? t("eventDetail.moved", {
            from: gridName(from, i18n.language),
            to: gridName(node, i18n.language),
          })
        : gridName(node, i18n.language)
      : null,
    typeof data.round === "number" ? t("eventDetail.round", { count: data.round }) : null,
    deadline ? t("eventDetail.deadline", { time: format.dateTime(deadline) }) : null,
    until ? t("eventDetail.until", { time: format.dateTime(until) }) : null,
    reason
      ? t("eventDetail.reason", { reason: t(`reason.${reason}`, { defaultValue: reason }) })
      : null,
  ].filter((line) => line !== null);
  return lines.length === 0 ? null : (
    <span className={styles.eventDetail}>{lines.join(" · ")}</span>
  );
}
