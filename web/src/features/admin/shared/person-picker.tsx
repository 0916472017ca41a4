import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";
import { peopleFoundQuery } from "../../../data/people-queries.ts";
import type { PeopleFilter } from "../../../domain/schemas/person.ts";

type PersonPickerProps = {
  value?: number | null;
  onChange?: (personId: number | null) => void;
  /** Narrows whom is offered, a street's people for example. */
  within?: PeopleFilter;
  id?: string;
};

/** A person found by name, pinyin initials, telephone or login; the server searches. */
export function PersonPicker({ value, onChange, within, id }: PersonPickerProps) {
  const { t } = useTranslation("admin");
  const [text, setText] = useState("");
  const query = useDeferredValue(text);
  const filter = {
    ...within,
    active: true,
    ...(query.trim() === "" ? {} : { text: query.trim() }),
  };
  const { data: people = [], isFetching } = useQuery(peopleFoundQuery(filter));
  return (
    <Select
      {...(id ? { id } : {})}
      value={value ?? null}
      onChange={(next: number | null | undefined) => onChange?.(next ?? null)}
      placeholder={t("pick.person")}
      loading={isFetching}
      allowClear
      showSearch={{ filterOption: false, onSearch: setText }}
      notFoundContent={t("pick.nobody")}
      options={people.map((person) => ({
        value: person.person_id,
        label: [person.name, person.unit_name ?? person.grid_name].filter(Boolean).join(" · "),
      }))}
    />
  );
}
