import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { gridsTreeQuery } from "../../../data/grids-queries.ts";
import { unitsQuery } from "../../../data/units-queries.ts";
import { useFormat } from "../../../i18n/use-format.ts";

/** Names of areas and units in the language of the page; rows of people carry the Chinese ones only. */
export function usePlaceNames() {
  const { language } = useFormat();
  const isEnglish = language === "en";
  const { data: tree } = useQuery({ ...gridsTreeQuery(), enabled: isEnglish });
  const { data: units } = useQuery({ ...unitsQuery(), enabled: isEnglish });
  return useMemo(() => {
    const grids = new Map<number, string>();
    if (isEnglish) {
      tree?.grids.grid_id.forEach((gridId, index) => {
        grids.set(gridId, tree.grids.name_en[index] ?? "");
      });
    }
    const unitNames = new Map(
      isEnglish ? units?.map((unit) => [unit.unit_id, unit.name_en] as const) : [],
    );
    return {
      grid: (gridId: number | null, name: string | null) => nameOf(grids, gridId, name),
      unit: (unitId: number | null, name: string | null) => nameOf(unitNames, unitId, name),
    };
  }, [isEnglish, tree, units]);
}

function nameOf(names: Map<number, string>, id: number | null, fallback: string | null): string {
  return (id === null ? "" : names.get(id)) || fallback || "";
}
