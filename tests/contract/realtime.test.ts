import type { RealtimeChannel, SupabaseClient } from "@supabase/supabase-js";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { WebSocket } from "ws";
import { signAccessToken } from "../../supabase/embedded/access-token.ts";
import type { RunningServer } from "../../supabase/embedded/start-server.ts";
import { makeAccount, signedIn } from "./accounts.ts";
import { onEveryBackend } from "./backends.ts";

type Heard = { event: string; payload: Record<string, unknown>; atMs: number };
type Joined = { channel: RealtimeChannel; status: string; heard: Heard[]; states: string[] };

const ROOM = "room:1";

async function join(client: SupabaseClient, topic: string, isPrivate = true): Promise<Joined> {
  const heard: Heard[] = [];
  const states: string[] = [];
  const channel = client.channel(topic, { config: { private: isPrivate } });
  channel.on("broadcast", { event: "*" }, (message) => {
    heard.push({ event: message.event, payload: message.payload, atMs: performance.now() });
  });
  const status = await new Promise<string>((resolve) => {
    channel.subscribe((state) => {
      states.push(state);
      resolve(state);
    });
  });
  return { channel, status, heard, states };
}

onEveryBackend("live", (running) => {
  const clients: SupabaseClient[] = [];
  let annaId = "";
  beforeAll(async () => {
    const { db } = running().server.stack;
    annaId = await makeAccount(db, "anna");
    const bo = await makeAccount(db, "bo");
    await makeAccount(db, "stranger");
    await db.query(
      `insert into private.members values ($1, 'area:1'), ($2, 'area:1'), ($1, $3), ($2, $3), ($1, 'area:2')`,
      [annaId, bo, ROOM],
    );
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) {
      await client.removeAllChannels();
      client.realtime.disconnect();
    }
  });
  const enter = async (login: string): Promise<SupabaseClient> => {
    const client = await signedIn(running().server, login);
    clients.push(client);
    return client;
  };

  test("what a function sends arrives at the members within a second, with its id", async () => {
    const [anna, bo] = [await enter("anna"), await enter("bo")];
    const joined = await Promise.all([join(anna, "area:1"), join(bo, "area:1")]);
    expect(joined.map(({ status }) => status)).toEqual(["SUBSCRIBED", "SUBSCRIBED"]);
    const sentMs = performance.now();
    const body = { case_no: "2026-001", text: "井盖缺失", x: 1234567890 };
    expect((await bo.rpc("say", { p_topic: "area:1", p_body: body })).error).toBeNull();
    for (const { heard } of joined) {
      await vi.waitFor(() => expect(heard).toHaveLength(1), 2000);
      expect(heard[0]).toMatchObject({
        event: "case",
        payload: { ...body, id: expect.any(String) },
      });
      expect((heard[0]?.atMs ?? Number.POSITIVE_INFINITY) - sentMs).toBeLessThan(1000);
    }
  });

  test("a message larger than a notification arrives whole", async () => {
    const anna = await enter("anna");
    const { heard } = await join(anna, "area:1");
    const text = "网".repeat(20_000);
    await anna.rpc("say", { p_topic: "area:1", p_body: { text } });
    await vi.waitFor(() => expect(heard[0]?.payload.text).toBe(text), 3000);
  });

  test("two hundred messages in a row arrive in their order", async () => {
    const anna = await enter("anna");
    const { heard } = await join(anna, "area:1");
    const { db } = running().server.stack;
    for (let number = 0; number < 200; number += 1) {
      await db.query(
        "select realtime.send(jsonb_build_object('n', $1::int), 'case', 'area:1', true)",
        [number],
      );
    }
    await vi.waitFor(() => expect(heard).toHaveLength(200), 5000);
    expect(heard.map(({ payload }) => payload.n)).toEqual(Array.from({ length: 200 }, (_, n) => n));
  });

  test("a private topic is refused to who is no member of it, and to who is not signed in", async () => {
    const stranger = await enter("stranger");
    expect((await join(stranger, "area:1")).status).toBe("CHANNEL_ERROR");
    await stranger.auth.signOut();
    expect((await join(stranger, "area:2")).status).toBe("CHANNEL_ERROR");
  });

  test("a public channel is refused: nothing here is for everyone", async () => {
    expect((await join(await enter("anna"), "area:1", false)).status).toBe("CHANNEL_ERROR");
  });

  test("a member who loses the post is cut off at once and hears nothing more", async () => {
    const anna = await enter("anna");
    const { heard, states } = await join(anna, "area:2");
    const { db } = running().server.stack;
    await db.query("delete from private.members where user_id = $1 and topic = 'area:2'", [annaId]);
    await vi.waitFor(() => expect(states).toContain("CLOSED"), 1000);
    await db.query("select realtime.send('{}', 'case', 'area:2', true)");
    const { heard: other } = await join(anna, "area:1");
    await db.query("select realtime.send('{}', 'case', 'area:1', true)");
    await vi.waitFor(() => expect(other).toHaveLength(1), 2000);
    expect(heard).toEqual([]);
  });

  test("members talk to each other only where the policies let them", async () => {
    const [anna, bo] = [await enter("anna"), await enter("bo")];
    const room = [await join(anna, ROOM), await join(bo, ROOM)] as const;
    await room[0].channel.send({ type: "broadcast", event: "cursor", payload: { x: 1 } });
    await vi.waitFor(() => expect(room[1].heard).toHaveLength(1), 2000);
    expect(room[0].heard).toEqual([]);
    const area = [await join(anna, "area:1"), await join(bo, "area:1")] as const;
    await area[0].channel.send({ type: "broadcast", event: "cursor", payload: { x: 1 } });
    await room[0].channel.send({ type: "broadcast", event: "cursor", payload: { x: 2 } });
    await vi.waitFor(() => expect(room[1].heard).toHaveLength(2), 2000);
    expect(area[1].heard).toEqual([]);
  });

  test("a message by HTTP reaches the room, and is refused where the policies say so", async () => {
    const [anna, bo] = [await enter("anna"), await enter("bo")];
    const { heard } = await join(bo, ROOM);
    const { data } = await anna.auth.getSession();
    const post = (topic: string) =>
      fetch(`${running().server.url}/realtime/v1/api/broadcast`, {
        method: "POST",
        headers: {
          apikey: running().server.stack.secrets.publishableKey,
          authorization: `Bearer ${data.session?.access_token}`,
          "content-type": "application/json",
        },
        body: JSON.stringify({
          messages: [{ topic, event: "note", payload: { a: 1 }, private: true }],
        }),
      });
    expect((await post(ROOM)).status).toBe(202);
    await vi.waitFor(
      () => expect(heard).toMatchObject([{ event: "note", payload: { a: 1 } }]),
      2000,
    );
    expect((await post("area:1")).status).toBe(403);
  });

  test("presence shows who is in the room and who left", async () => {
    const [anna, bo] = [await enter("anna"), await enter("bo")];
    const seen: string[] = [];
    const channel = bo.channel(ROOM, { config: { private: true, presence: { key: "bo" } } });
    channel.on("presence", { event: "sync" }, () => {
      seen.push(Object.keys(channel.presenceState()).sort().join());
    });
    await new Promise<void>((resolve) => {
      channel.subscribe((state) => state === "SUBSCRIBED" && resolve());
    });
    await channel.track({ at: 1 });
    const other = anna.channel(ROOM, { config: { private: true, presence: { key: "anna" } } });
    await new Promise<void>((resolve) => {
      other.subscribe((state) => state === "SUBSCRIBED" && resolve());
    });
    await other.track({ at: 2 });
    await vi.waitFor(() => expect(seen.at(-1)).toBe("anna,bo"), 2000);
    await anna.removeAllChannels();
    await vi.waitFor(() => expect(seen.at(-1)).toBe("bo"), 2000);
  });

  test("the older dialect of the protocol is spoken too", async () => {
    const { server } = running();
    const anna = await enter("anna");
    const { data } = await anna.auth.getSession();
    const url = `${server.url.replace("http", "ws")}/realtime/v1/websocket?apikey=${server.stack.secrets.publishableKey}&vsn=1.0.0`;
    const socket = new WebSocket(url);
    const frames: { topic: string; event: string; payload: Record<string, unknown> }[] = [];
    socket.on("message", (text) => frames.push(JSON.parse(String(text))));
    await new Promise((resolve) => socket.once("open", resolve));
    const config = { private: true };
    const payload = { config, access_token: data.session?.access_token };
    socket.send(
      JSON.stringify({
        topic: "realtime:area:1",
        event: "phx_join",
        ref: "1",
        join_ref: "1",
        payload,
      }),
    );
    await vi.waitFor(() => expect(frames[0]?.payload).toMatchObject({ status: "ok" }), 2000);
    await server.stack.db.query(`select realtime.send('{"a": 1}', 'case', 'area:1', true)`);
    await vi.waitFor(
      () =>
        expect(frames[1]).toMatchObject({
          event: "broadcast",
          topic: "realtime:area:1",
          payload: { type: "broadcast", event: "case", payload: { a: 1 } },
        }),
      2000,
    );
    socket.close();
  });

  test("a socket without the API key is refused", async () => {
    const socket = new WebSocket(
      `${running().server.url.replace("http", "ws")}/realtime/v1/websocket?vsn=2.0.0`,
    );
    const error = await new Promise<Error>((resolve) => socket.once("error", resolve));
    expect(error.message).toContain("401");
  });

  test("a token that runs out ends its channels", async () => {
    const { secrets } = running().server.stack;
    const exp = Math.floor(Date.now() / 1000) + 2;
    const token = signAccessToken({ sub: annaId, role: "authenticated", exp }, secrets.jwtSecret);
    const { socket, frames } = await openSocket(running().server);
    const payload = { config: { private: true }, access_token: token };
    socket.send(JSON.stringify(["1", "1", "realtime:area:1", "phx_join", payload]));
    await vi.waitFor(() => expect(frames[0]?.[4]).toMatchObject({ status: "ok" }), 2000);
    await vi.waitFor(() => expect(frames.map((frame) => frame[3])).toContain("phx_close"), 12_000);
    socket.close();
  });

  test("a forged token joins nothing", async () => {
    const exp = Math.floor(Date.now() / 1000) + 60;
    const secret = "a secret of somebody else, 32 chars";
    const token = signAccessToken({ sub: annaId, role: "authenticated", exp }, secret);
    const { socket, frames } = await openSocket(running().server);
    const payload = { config: { private: true }, access_token: token };
    socket.send(JSON.stringify(["1", "1", "realtime:area:1", "phx_join", payload]));
    await vi.waitFor(() => expect(frames[0]?.[4]).toMatchObject({ status: "error" }), 2000);
    socket.close();
  });

  test("a frame beyond the limit ends the connection, rubbish does not", async () => {
    const { socket, frames } = await openSocket(running().server);
    socket.send("rubbish");
    socket.send(JSON.stringify([null, "7", "phoenix", "heartbeat", {}]));
    await vi.waitFor(
      () => expect(frames[0]?.slice(0, 4)).toEqual([null, "7", "phoenix", "phx_reply"]),
      2000,
    );
    const closed = new Promise<number>((resolve) => socket.once("close", resolve));
    socket.send("x".repeat(300_000));
    expect(await closed).toBe(1009);
  });
});

type Frame = [string | null, string | null, string, string, Record<string, unknown>];

async function openSocket(server: RunningServer): Promise<{ socket: WebSocket; frames: Frame[] }> {
  const { publishableKey } = server.stack.secrets;
  const address = `${server.url.replace("http", "ws")}/realtime/v1/websocket`;
  const socket = new WebSocket(`${address}?apikey=${publishableKey}&vsn=2.0.0`);
  const frames: Frame[] = [];
  socket.on("message", (data) => frames.push(JSON.parse(String(data))));
  await new Promise((resolve) => socket.once("open", resolve));
  return { socket, frames };
}
