import { queryOptions, useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { type Me, meSchema } from "../domain/schemas/me.ts";
import type { Capability } from "../domain/schemas/roles.ts";
import { z } from "../domain/zod.ts";
import { callRpc } from "./rpc.ts";

export function meQuery() {
  return queryOptions({
    queryKey: ["me"],
    queryFn: ({ signal }) => callRpc({ name: "me", schema: meSchema, signal }),
    staleTime: 5 * 60_000,
  });
}

/** Who is signed in. Only below the signed-in layout, which has loaded it. */
export function useMe(): Me {
  return useSuspenseQuery(meQuery()).data;
}

export function useCan(capability: Capability): boolean {
  const { data } = useQuery({ ...meQuery(), select: (me) => me.capabilities.includes(capability) });
  return data === true;
}

export function changeMyPassword(passwords: { current: string; next: string }) {
  return callRpc({
    name: "change_my_password",
    schema: z.object({ ok: z.boolean() }),
    args: { p_current: passwords.current, p_new: passwords.next },
  });
}
