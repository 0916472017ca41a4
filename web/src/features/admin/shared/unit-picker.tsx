import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useMemo } from "react";
import { unitsQuery } from "../../../data/units-queries.ts";
import { useFormat } from "../../../i18n/use-format.ts";

type UnitPickerProps = {
  value?: number | null;
  onChange?: (unitId: number | null) => void;
  placeholder?: string;
  id?: string;
  className?: string | undefined;
};

/** A unit chosen by name or code; those closed are not offered. */
export function UnitPicker({ value, onChange, placeholder, id, className }: UnitPickerProps) {
  const { data: units, isLoading } = useQuery(unitsQuery());
  const format = useFormat();
  const options = useMemo(
    () =>
      (units ?? [])
        .filter((unit) => unit.active || unit.unit_id === value)
        .map((unit) => ({
          value: unit.unit_id,
          label: format.name(unit),
          search: `${unit.name} ${unit.name_en} ${unit.code}`.toLowerCase(),
        })),
    [units, value, format],
  );
  return (
    <Select
      {...(id ? { id } : {})}
      className={className ?? ""}
      value={value ?? null}
      onChange={(next: number | null | undefined) => onChange?.(next ?? null)}
      options={options}
      loading={isLoading}
      placeholder={placeholder}
      allowClear
      popupMatchSelectWidth={260}
      showSearch={{
        filterOption: (text, option) => option?.search.includes(text.trim().toLowerCase()) ?? false,
      }}
    />
  );
}
