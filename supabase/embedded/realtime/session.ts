import { randomUUID } from "node:crypto";
import type { WebSocket } from "ws";
import { type AccessClaims, verifyAccessToken } from "../access-token.ts";
import type { Database } from "../database.ts";
import type { Secrets } from "../secrets.ts";
import { type ChannelAccess, probeAccess } from "./channel-access.ts";
import {
  decodeBinary,
  decodeText,
  encodeFrame,
  type Frame,
  type ProtocolVersion,
} from "./frames.ts";
import { readJoin } from "./join-request.ts";
import type { Channel, Rooms } from "./rooms.ts";

export type SessionContext = {
  database: Database;
  secrets: Secrets;
  rooms: Rooms;
  now: () => Date;
};

/** A reader slower than this is dropped; it comes back and catches up. */
const MAX_BUFFERED_BYTES = 4 * 1024 * 1024;
const MAX_CHANNELS = 100;
const MAX_PENDING_FRAMES = 200;
const POLICY_VIOLATION = 1008;
const TRY_AGAIN_LATER = 1013;

/** One socket: its channels and what is said on them, frame after frame. */
export class RealtimeSession {
  lastHeardMs: number;
  private readonly socket: WebSocket;
  private readonly context: SessionContext;
  private readonly version: ProtocolVersion;
  private readonly channels = new Map<string, Channel>();
  private readonly tokens = new Map<Channel, string>();
  private pending = 0;
  private queue: Promise<void> = Promise.resolve();

  constructor(socket: WebSocket, version: ProtocolVersion, context: SessionContext) {
    this.socket = socket;
    this.version = version;
    this.context = context;
    this.lastHeardMs = context.now().getTime();
    // With the default `binaryType` the data is always one Buffer.
    socket.on("message", (data, isBinary) => this.enqueue(data as Buffer, isBinary));
    socket.on("close", () => this.closeAll());
    socket.on("error", () => socket.terminate());
  }

  get alive(): boolean {
    return this.socket.readyState === this.socket.OPEN;
  }

  terminate(): void {
    this.socket.terminate();
  }

  /** Frames of one socket are answered in their order: a leave sent behind a join finds it done. */
  private enqueue(data: Buffer, isBinary: boolean): void {
    this.lastHeardMs = this.context.now().getTime();
    if (this.pending >= MAX_PENDING_FRAMES) {
      this.socket.close(POLICY_VIOLATION, "too many frames");
      return;
    }
    const frame = isBinary ? decodeBinary(data) : decodeText(data.toString("utf8"));
    if (!frame) return;
    this.pending += 1;
    this.queue = this.queue
      .then(() => this.handle(frame))
      .catch((error: unknown) => {
        console.error("realtime:", error);
        this.reply(frame, "error", { reason: "unable to handle this message" });
      })
      .finally(() => {
        this.pending -= 1;
      });
  }

  private async handle(frame: Frame): Promise<void> {
    if (!this.alive) return;
    if (frame.topic === "phoenix" && frame.event === "heartbeat") {
      this.reply(frame, "ok", {});
      return;
    }
    if (frame.event === "phx_join") {
      await this.join(frame);
      return;
    }
    const channel = this.channels.get(frame.topic);
    if (!channel) {
      this.reply(frame, "error", { reason: "unmatched topic" });
      return;
    }
    await this.handleChannel(channel, frame);
  }

  private async handleChannel(channel: Channel, frame: Frame): Promise<void> {
    switch (frame.event) {
      case "phx_leave":
        this.reply(frame, "ok", {});
        this.drop(channel);
        this.write(encodeFrame(closeFrame(channel), this.version));
        return;
      case "access_token":
        await this.refresh(channel, String(frame.payload.access_token ?? ""));
        return;
      case "broadcast":
        this.broadcast(channel, frame);
        return;
      case "presence":
        this.presence(channel, frame);
        return;
      default:
        this.reply(frame, "error", { reason: `unknown event ${frame.event.slice(0, 50)}` });
    }
  }

  private async join(frame: Frame): Promise<void> {
    const refuse = (reason: string) => this.reply(frame, "error", { reason });
    const read = readJoin(frame.topic, frame.payload);
    if (!read.ok) return refuse(read.reason);
    const { subTopic, token, broadcast, presence } = read.request;
    const before = this.channels.get(frame.topic);
    if (before) this.drop(before);
    if (this.channels.size >= MAX_CHANNELS) {
      return refuse("ChannelRateLimitReached: too many channels on this connection");
    }
    const claims = this.claimsOf(token);
    if (!claims) return refuse("InvalidJWTToken: the access token is invalid or has expired");
    const access = await probeAccess(this.context.database, { claims, topic: subTopic });
    if (!access.readBroadcast && !access.readPresence) {
      return refuse(
        `Unauthorized: You do not have permissions to read from this Channel topic: ${subTopic}`,
      );
    }
    if (!this.alive) return;
    const channel = this.makeChannel({ frame, subTopic, claims, access });
    channel.ack = broadcast.ack;
    channel.self = broadcast.self;
    if (presence.key) channel.presenceKey = presence.key;
    this.tokens.set(channel, token);
    this.channels.set(frame.topic, channel);
    this.context.rooms.join(channel);
    this.reply(frame, "ok", { postgres_changes: [] });
    if (presence.enabled && access.readPresence) this.context.rooms.sendPresenceState(channel);
  }

  private makeChannel(options: {
    frame: Frame;
    subTopic: string;
    claims: AccessClaims;
    access: ChannelAccess;
  }): Channel {
    const { frame, subTopic, claims, access } = options;
    const channel: Channel = {
      topic: frame.topic,
      subTopic,
      joinRef: frame.joinRef,
      userId: claims.sub ?? null,
      expiresAt: new Date(claims.exp * 1000),
      access,
      ack: false,
      self: false,
      presenceKey: randomUUID(),
      version: this.version,
      send: (data) => this.write(data),
      push: (event, payload) =>
        this.write(encodeFrame(channelFrame(channel, event, payload), this.version)),
      cutOff: (reason) => this.cutOff(channel, reason),
      recheck: () => this.refresh(channel, this.tokens.get(channel) ?? ""),
    };
    return channel;
  }

  /** A new token, or the old one under changed rights: who may read no more is told so and cut off. */
  private async refresh(channel: Channel, token: string): Promise<void> {
    const claims = this.claimsOf(token);
    if (!claims)
      return channel.cutOff("InvalidJWTToken: the access token is invalid or has expired");
    const access = await probeAccess(this.context.database, { claims, topic: channel.subTopic });
    if (this.channels.get(channel.topic) !== channel) return;
    if (!access.readBroadcast && !access.readPresence) {
      return channel.cutOff("Unauthorized: You do not have permissions to read from this Channel");
    }
    channel.access = access;
    channel.userId = claims.sub ?? null;
    channel.expiresAt = new Date(claims.exp * 1000);
    this.tokens.set(channel, token);
  }

  private broadcast(channel: Channel, frame: Frame): void {
    if (!channel.access.writeBroadcast) {
      if (channel.ack) this.reply(frame, "error", { reason: "Unauthorized" });
      return;
    }
    const { event, payload } = frame.payload;
    const message = { topic: channel.subTopic, event: String(event ?? ""), payload: payload ?? {} };
    this.context.rooms.broadcast(message, channel);
    if (channel.ack) this.reply(frame, "ok", {});
  }

  private presence(channel: Channel, frame: Frame): void {
    if (!channel.access.writePresence) {
      this.reply(frame, "error", { reason: "Unauthorized" });
      return;
    }
    const { event, payload } = frame.payload;
    if (event === "track") {
      this.context.rooms.track(
        channel,
        typeof payload === "object" && payload ? { ...payload } : {},
      );
    } else {
      this.context.rooms.untrack(channel);
    }
    this.reply(frame, "ok", {});
  }

  /** Without a session supabase-js sends the API key in place of a token. */
  private claimsOf(token: string): AccessClaims | null {
    const { secrets, now } = this.context;
    const exp = now().getTime() / 1000 + 3600;
    if (token === "" || token === secrets.publishableKey) return { role: "anon", exp };
    if (token === secrets.secretKey) return { role: "service_role", exp };
    return verifyAccessToken(token, { jwtSecret: secrets.jwtSecret, now: now() });
  }

  private cutOff(channel: Channel, message: string): void {
    if (this.channels.get(channel.topic) !== channel) return;
    channel.push("system", {
      channel: channel.subTopic,
      extension: "system",
      status: "error",
      message,
    });
    this.drop(channel);
    this.write(encodeFrame(closeFrame(channel), this.version));
  }

  private drop(channel: Channel): void {
    if (this.channels.get(channel.topic) === channel) this.channels.delete(channel.topic);
    this.tokens.delete(channel);
    this.context.rooms.leave(channel);
  }

  private closeAll(): void {
    for (const channel of [...this.channels.values()]) this.drop(channel);
  }

  private reply(frame: Frame, status: "ok" | "error", response: Record<string, unknown>): void {
    const { joinRef, ref, topic } = frame;
    const payload = { status, response };
    this.write(encodeFrame({ joinRef, ref, topic, event: "phx_reply", payload }, this.version));
  }

  private write(data: string | Buffer): void {
    if (!this.alive) return;
    if (this.socket.bufferedAmount > MAX_BUFFERED_BYTES) {
      this.socket.close(TRY_AGAIN_LATER, "too slow");
      this.closeAll();
      return;
    }
    this.socket.send(data);
  }
}

function channelFrame(channel: Channel, event: string, payload: Frame["payload"]): Frame {
  return { joinRef: channel.joinRef, ref: null, topic: channel.topic, event, payload };
}

function closeFrame(channel: Channel): Frame {
  return { ...channelFrame(channel, "phx_close", {}), ref: channel.joinRef };
}
