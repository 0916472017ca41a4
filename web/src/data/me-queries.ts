import { queryOptions, useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { AppError } from "../domain/app-error.ts";
import { type Me, meSchema } from "../domain/schemas/me.ts";
import type { Capability } from "../domain/schemas/roles.ts";
import { z } from "../domain/zod.ts";
import { callRpc } from "./rpc.ts";
import { randomReference } from "./secure-context.ts";

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

const passwordAnswerSchema = z.object({ ok: z.boolean(), error: z.string().optional() });

/** A wrong current password is an answer and no failure of the call, so that the server can count it. */
export async function changeMyPassword(passwords: {
  current: string;
  next: string;
}): Promise<void> {
  const answer = await callRpc({
    name: "change_my_password",
    schema: passwordAnswerSchema,
    args: { p_current: passwords.current, p_new: passwords.next },
  });
  if (answer.ok) return;
  const code = answer.error === "locked" ? "locked_out" : "wrong_current_password";
  throw new AppError({ code, reference: randomReference() });
}
