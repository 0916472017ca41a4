import { Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import { ROLES } from "../../../domain/schemas/roles.ts";
import styles from "../admin.module.css";
import { GridPicker } from "../shared/grid-picker.tsx";
import { UnitPicker } from "../shared/unit-picker.tsx";
import type { useAdminSearch } from "../use-admin-search.ts";

type PeopleFiltersProps = {
  search: ReturnType<typeof useAdminSearch>["search"];
  onChange: ReturnType<typeof useAdminSearch>["update"];
};

export function PeopleFilters({ search, onChange }: PeopleFiltersProps) {
  const { t } = useTranslation(["admin", "roles"]);
  return (
    <>
      <Input.Search
        className={styles.search ?? ""}
        defaultValue={search.text}
        placeholder={t("admin:people.search")}
        aria-label={t("admin:people.search")}
        allowClear
        onSearch={(text) => onChange({ text: text.trim() === "" ? undefined : text.trim() })}
      />
      <GridPicker
        className={styles.pick}
        levels={[1, 2, 3, 4]}
        value={search.grid ?? null}
        placeholder={t("admin:filter.grid")}
        onChange={(grid) => onChange({ grid: grid ?? undefined })}
      />
      <UnitPicker
        className={styles.pick}
        value={search.unit ?? null}
        placeholder={t("admin:filter.unit")}
        onChange={(unit) => onChange({ unit: unit ?? undefined })}
      />
      <Select
        className={styles.pick ?? ""}
        value={search.role ?? null}
        placeholder={t("admin:filter.role")}
        aria-label={t("admin:filter.role")}
        allowClear
        onChange={(role: string | null | undefined) => onChange({ role: role ?? undefined })}
        options={ROLES.map((role) => ({ value: role, label: t(`roles:${role}`) }))}
      />
      <Select
        className={styles.pick ?? ""}
        value={search.state ?? "active"}
        aria-label={t("admin:filter.state")}
        onChange={(state: string) => onChange({ state: state === "all" ? "all" : undefined })}
        options={[
          { value: "active", label: t("admin:filter.active") },
          { value: "all", label: t("admin:filter.all") },
        ]}
      />
    </>
  );
}
