import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { supervisorBoardSchema } from "../domain/schemas/supervisor.ts";
import { z } from "../domain/zod.ts";
import { callRpc } from "./rpc.ts";

const doneSchema = z.unknown();

/** Communities below a grid with their three slots. */
export function supervisorBoardQuery(gridId: number) {
  return queryOptions({
    queryKey: ["supervisors", "board", gridId],
    queryFn: ({ signal }) =>
      callRpc({
        name: "supervisor_board",
        schema: supervisorBoardSchema,
        args: { p_grid_id: gridId },
        signal,
      }),
    placeholderData: keepPreviousData,
  });
}

export function appointSupervisor(input: { gridId: number; slot: number; personId: number }) {
  return callRpc({
    name: "supervisor_appoint",
    schema: doneSchema,
    args: { p_grid_id: input.gridId, p_slot: input.slot, p_person_id: input.personId },
  });
}

export function releaseSupervisor(input: { slotId: number; reason: string }) {
  return callRpc({
    name: "supervisor_release",
    schema: doneSchema,
    args: { p_slot_id: input.slotId, p_at: null, p_reason: input.reason },
  });
}

export type SubstituteDraft = {
  grid_id: number;
  slot: number;
  person_id: number;
  reason: string;
  from: string | null;
  to: string | null;
  note: string;
};

export function setSubstitute(substitute: SubstituteDraft) {
  return callRpc({
    name: "substitute_set",
    schema: doneSchema,
    args: { p_substitute: substitute },
  });
}

export function endSubstitute(substituteId: number) {
  return callRpc({
    name: "substitute_end",
    schema: doneSchema,
    args: { p_substitute_id: substituteId, p_at: null },
  });
}
