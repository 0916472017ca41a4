import { queryOptions } from "@tanstack/react-query";
import { type Unit, unitSchema, unitsSchema } from "../domain/schemas/unit.ts";
import { callRpc } from "./rpc.ts";

/** Every organisation unit; a city has a few hundred. */
export function unitsQuery() {
  return queryOptions({
    queryKey: ["units"],
    queryFn: ({ signal }) => callRpc({ name: "units_list", schema: unitsSchema, signal }),
    staleTime: 5 * 60_000,
  });
}

export type UnitDraft = Omit<Unit, "unit_id"> & { unit_id?: number };

export function saveUnit(unit: UnitDraft) {
  return callRpc({ name: "unit_save", schema: unitSchema, args: { p_unit: unit } });
}
