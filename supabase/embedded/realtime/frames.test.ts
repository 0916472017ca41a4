import { expect, test } from "vitest";
import { decodeBinary, decodeText, encodeBroadcast, encodeFrame } from "./frames.ts";

const frame = {
  joinRef: "1",
  ref: "2",
  topic: "realtime:area:1",
  event: "phx_join",
  payload: { a: 1 },
};

test("a frame survives both dialects", () => {
  expect(decodeText(encodeFrame(frame, "2.0.0"))).toEqual(frame);
  expect(decodeText(encodeFrame(frame, "1.0.0"))).toEqual(frame);
});

test("what is no frame is null, never an exception", () => {
  for (const text of ["", "{", "[]", "[1,2]", '"x"', "null", '{"topic": 3}']) {
    expect(decodeText(text)).toBeNull();
  }
  for (const bytes of [[], [3], [3, 9, 9, 9, 9, 9, 1], [4, 0, 0, 0, 0, 0, 1, 123]]) {
    expect(decodeBinary(Buffer.from(bytes))).toBeNull();
  }
});

test("a binary broadcast names topic, event and encoding before its JSON", () => {
  const bytes = encodeBroadcast(
    { topic: "realtime:a", event: "案", payload: { x: "网" } },
    "2.0.0",
  );
  if (typeof bytes === "string") throw new Error("text");
  expect([...bytes.subarray(0, 5)]).toEqual([4, 10, 3, 0, 1]);
  expect(bytes.toString("utf8", 5)).toBe('realtime:a案{"x":"网"}');
});

test("a name too long for one byte of length goes as text", () => {
  const sent = encodeBroadcast({ topic: "t".repeat(300), event: "e", payload: {} }, "2.0.0");
  expect(typeof sent).toBe("string");
});

test("a client's binary push is read back", () => {
  const fields = ["1", "2", "realtime:room", "cursor", ""];
  const body = Buffer.from(JSON.stringify({ x: 1 }));
  const head = Buffer.from([3, ...fields.map((field) => field.length), 1]);
  const read = decodeBinary(Buffer.concat([head, Buffer.from(fields.join("")), body]));
  expect(read).toEqual({
    joinRef: "1",
    ref: "2",
    topic: "realtime:room",
    event: "broadcast",
    payload: { type: "broadcast", event: "cursor", payload: { x: 1 } },
  });
});
