import { PlusOutlined } from "@ant-design/icons";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useCan } from "../../data/me-queries.ts";
import { peoplePageQuery } from "../../data/people-queries.ts";
import type { PeopleFilter, Person } from "../../domain/schemas/person.ts";
import { roleSchema } from "../../domain/schemas/roles.ts";
import { type Command, useCommands } from "../../ui/command-registry.ts";
import { PanelLayout } from "../../ui/panel-layout.tsx";
import { EmptyState, FailedState, LoadingLines } from "../../ui/states.tsx";
import styles from "./admin.module.css";
import { NewPersonPanel } from "./people/new-person-panel.tsx";
import { PeopleFilters } from "./people/people-filters.tsx";
import { PeopleTable } from "./people/people-table.tsx";
import { PersonPanel } from "./people/person-panel.tsx";
import { LoadMore } from "./shared/load-more.tsx";
import { useAdminSearch } from "./use-admin-search.ts";

/** People: who they are, where they belong, what posts and account they hold. */
export function PeoplePage() {
  const { t } = useTranslation("admin");
  const { search, update } = useAdminSearch();
  const mayManage = useCan("people.manage");
  const filter = useMemo(() => toFilter(search), [search]);
  const people = useInfiniteQuery(peoplePageQuery(filter));
  const rows = people.data?.pages.flatMap((page) => page.rows) ?? [];
  const open = search.open;
  const person = rows.find(({ person_id }) => person_id === open);
  const close = () => update({ open: undefined });
  usePeopleCommands(update);
  return (
    <PanelLayout panel={panelOf({ open, person, close, update })}>
      <div className={styles.list}>
        <div className={styles.tools}>
          <PeopleFilters search={search} onChange={update} />
          <span className={styles.grow} />
          {mayManage ? (
            <Button type="primary" icon={<PlusOutlined />} onClick={() => update({ open: "new" })}>
              {t("people.add")}
            </Button>
          ) : null}
        </div>
        <div className={styles.rows}>
          {people.isPending ? <LoadingLines lines={14} /> : null}
          {people.isError ? (
            <FailedState error={people.error} onRetry={() => void people.refetch()} />
          ) : null}
          {people.isSuccess && rows.length === 0 ? (
            <NobodyFound onClear={() => update(NO_FILTER)} />
          ) : null}
          {rows.length > 0 ? (
            <>
              <PeopleTable rows={rows} openId={open} onOpen={(id) => update({ open: id })} />
              <LoadMore
                count={rows.length}
                hasMore={people.hasNextPage}
                isBusy={people.isFetchingNextPage}
                onMore={() => void people.fetchNextPage()}
              />
            </>
          ) : null}
        </div>
      </div>
    </PanelLayout>
  );
}

type Search = ReturnType<typeof useAdminSearch>["search"];
type Update = ReturnType<typeof useAdminSearch>["update"];

const NO_FILTER = { text: undefined, grid: undefined, unit: undefined, role: undefined } as const;

function toFilter(search: Search): PeopleFilter {
  const role = roleSchema.safeParse(search.role);
  return {
    ...(search.text ? { text: search.text } : {}),
    ...(search.grid ? { grid_id: search.grid } : {}),
    ...(search.unit ? { unit_id: search.unit } : {}),
    ...(role.success ? { role: role.data } : {}),
    ...(search.state === "all" ? {} : { active: true }),
  };
}

function panelOf(input: {
  open: number | string | undefined;
  person: Person | undefined;
  close: () => void;
  update: Update;
}) {
  const { open, person, close, update } = input;
  if (open === "new") {
    return <NewPersonPanel onClose={close} onMade={(made) => update({ open: made.person_id })} />;
  }
  if (person === undefined) return null;
  return <PersonPanel key={person.person_id} person={person} onClose={close} />;
}

function NobodyFound({ onClear }: { onClear: () => void }) {
  const { t } = useTranslation("admin");
  return (
    <EmptyState
      title={t("people.empty")}
      detail={t("people.emptyDetail")}
      action={<Button onClick={onClear}>{t("clearFilters")}</Button>}
    />
  );
}

function usePeopleCommands(update: Update): void {
  const commands = useMemo<readonly Command[]>(
    () => [
      {
        id: "admin.addPerson",
        group: "admin",
        nameKey: "admin:people.add",
        initials: "xzry",
        keys: "n",
        run: () => update({ open: "new" }),
      },
    ],
    [update],
  );
  useCommands(commands);
}
