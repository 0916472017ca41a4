import { z } from "../../../web/src/domain/zod.ts";

const MAX_TOPIC_LENGTH = 200;

const broadcastConfig = z.object({
  ack: z.boolean().catch(false),
  self: z.boolean().catch(false),
});
const presenceConfig = z.object({
  key: z.string().max(MAX_TOPIC_LENGTH).catch(""),
  enabled: z.boolean().catch(false),
});
const configSchema = z.object({
  private: z.boolean().catch(false),
  broadcast: broadcastConfig.catch({ ack: false, self: false }),
  presence: presenceConfig.catch({ key: "", enabled: false }),
});

export type JoinRequest = { subTopic: string; token: string } & z.infer<typeof configSchema>;

/** What a `phx_join` asks for, or the reason it is refused before any right is looked at. */
export function readJoin(
  topic: string,
  payload: Record<string, unknown>,
): { ok: true; request: JoinRequest } | { ok: false; reason: string } {
  const subTopic = topic.replace(/^realtime:/, "");
  const config = configSchema.safeParse(payload.config ?? {});
  if (!config.success || subTopic === "" || subTopic.length > MAX_TOPIC_LENGTH) {
    return { ok: false, reason: "TopicNameRequired: a channel topic and its config are needed" };
  }
  // As a Supabase project with "allow public access" off: nothing here is for everyone.
  if (!config.data.private) {
    return { ok: false, reason: "PrivateOnly: This project only allows private channels" };
  }
  const token = typeof payload.access_token === "string" ? payload.access_token : "";
  return { ok: true, request: { subTopic, token, ...config.data } };
}
