import { queryOptions } from "@tanstack/react-query";
import { settingsSchema } from "../domain/schemas/setting.ts";
import { z } from "../domain/zod.ts";
import { callRpc } from "./rpc.ts";

/** Every version of every setting. */
export function settingsQuery() {
  return queryOptions({
    queryKey: ["settings"],
    queryFn: ({ signal }) => callRpc({ name: "settings_list", schema: settingsSchema, signal }),
  });
}

/** A new version from a date on; what held before stays on record. */
export function setSetting(input: {
  key: string;
  value: unknown;
  from: string | null;
  reason: string;
}) {
  return callRpc({
    name: "setting_set",
    schema: z.unknown(),
    args: { p_key: input.key, p_value: input.value, p_from: input.from, p_reason: input.reason },
  });
}
