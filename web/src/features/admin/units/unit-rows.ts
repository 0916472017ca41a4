import type { Unit } from "../../../domain/schemas/unit.ts";

export type UnitRow = Unit & { children?: UnitRow[] };

/** Units below their parents; while searching a flat list of what answers. */
export function buildUnitRows(units: readonly Unit[], text: string): UnitRow[] {
  const query = text.trim().toLowerCase();
  if (query !== "") {
    return units.filter(({ name, name_en, code }) =>
      `${name} ${name_en} ${code}`.toLowerCase().includes(query),
    );
  }
  const rows = new Map<number, UnitRow>(units.map((unit) => [unit.unit_id, { ...unit }]));
  const roots: UnitRow[] = [];
  for (const row of rows.values()) {
    const parent = row.parent_unit_id === null ? undefined : rows.get(row.parent_unit_id);
    if (!parent) roots.push(row);
    else parent.children = [...(parent.children ?? []), row];
  }
  return roots;
}
