import { z } from "../../../web/src/domain/zod.ts";

/** The two dialects of Phoenix that supabase-js speaks: 1.0.0 objects, 2.0.0 arrays and binary broadcasts. */
export type ProtocolVersion = "1.0.0" | "2.0.0";

export type Frame = {
  joinRef: string | null;
  ref: string | null;
  topic: string;
  event: string;
  payload: Record<string, unknown>;
};

export type Broadcast = { topic: string; event: string; payload: unknown };

const PUSH_KIND = 3;
const BROADCAST_KIND = 4;
const JSON_ENCODING = 1;
const MAX_FIELD_BYTES = 255;

const reference = z.union([z.string(), z.number().transform(String), z.null()]);
const payload = z.record(z.string(), z.unknown()).catch({});
const arrayFrame = z.tuple([reference, reference, z.string(), z.string(), payload]);
const objectFrame = z.object({
  join_ref: reference.optional(),
  ref: reference.optional(),
  topic: z.string(),
  event: z.string(),
  payload,
});

/** Null for anything that is no frame. */
export function decodeText(text: string): Frame | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (Array.isArray(value)) {
    const parsed = arrayFrame.safeParse(value);
    if (!parsed.success) return null;
    const [joinRef, ref, topic, event, body] = parsed.data;
    return { joinRef, ref, topic, event, payload: body };
  }
  const parsed = objectFrame.safeParse(value);
  if (!parsed.success) return null;
  const { join_ref, ref, topic, event } = parsed.data;
  return {
    joinRef: join_ref ?? null,
    ref: ref ?? null,
    topic,
    event,
    payload: parsed.data.payload,
  };
}

/** A client's binary broadcast: [3, joinRef, ref, topic, event, meta lengths, encoding] and the fields. */
export function decodeBinary(bytes: Buffer): Frame | null {
  const [kind, joinRefLength, refLength, topicLength, eventLength, metaLength, encoding] = bytes;
  if (kind !== PUSH_KIND || encoding !== JSON_ENCODING) return null;
  let offset = 7;
  const field = (length = 0): string => {
    const text = bytes.toString("utf8", offset, offset + length);
    offset += length;
    return text;
  };
  const joinRef = field(joinRefLength);
  const ref = field(refLength);
  const topic = field(topicLength);
  const event = field(eventLength);
  field(metaLength);
  if (offset > bytes.length) return null;
  try {
    const body: unknown = JSON.parse(bytes.toString("utf8", offset));
    const broadcast = { type: "broadcast", event, payload: body };
    return { joinRef, ref, topic, event: "broadcast", payload: broadcast };
  } catch {
    return null;
  }
}

export function encodeFrame(frame: Frame, version: ProtocolVersion): string {
  const { joinRef, ref, topic, event } = frame;
  return version === "1.0.0"
    ? JSON.stringify({ join_ref: joinRef, ref, topic, event, payload: frame.payload })
    : JSON.stringify([joinRef, ref, topic, event, frame.payload]);
}

/** One broadcast for a whole room is encoded once for each dialect. */
export function encodeBroadcast(broadcast: Broadcast, version: ProtocolVersion): string | Buffer {
  const topic = Buffer.from(broadcast.topic);
  const event = Buffer.from(broadcast.event);
  if (version === "2.0.0" && topic.length <= MAX_FIELD_BYTES && event.length <= MAX_FIELD_BYTES) {
    const head = Buffer.from([BROADCAST_KIND, topic.length, event.length, 0, JSON_ENCODING]);
    return Buffer.concat([head, topic, event, Buffer.from(JSON.stringify(broadcast.payload))]);
  }
  const body = { type: "broadcast", event: broadcast.event, payload: broadcast.payload };
  return encodeFrame(
    { joinRef: null, ref: null, topic: broadcast.topic, event: "broadcast", payload: body },
    version,
  );
}
