import type { ChannelAccess } from "./channel-access.ts";
import { type Broadcast, encodeBroadcast, type Frame, type ProtocolVersion } from "./frames.ts";
import { Presence, type PresenceDiff } from "./presence.ts";

/** One joined topic of one socket. */
export type Channel = {
  /** As the client writes it, with `realtime:` before. */
  topic: string;
  /** As the policies and `realtime.send` know it. */
  subTopic: string;
  joinRef: string | null;
  userId: string | null;
  expiresAt: Date;
  access: ChannelAccess;
  ack: boolean;
  self: boolean;
  presenceKey: string;
  version: ProtocolVersion;
  send(data: string | Buffer): void;
  push(event: string, payload: Frame["payload"]): void;
  /** Tells the client why and closes the channel. */
  cutOff(reason: string): void;
  /** Asks the policies again under the token held. */
  recheck(): Promise<void>;
};

type Room = { channels: Set<Channel>; presence: Presence };

/** All channels by topic. */
export class Rooms {
  private readonly rooms = new Map<string, Room>();

  join(channel: Channel): void {
    const room = this.rooms.get(channel.subTopic) ?? {
      channels: new Set(),
      presence: new Presence(),
    };
    room.channels.add(channel);
    this.rooms.set(channel.subTopic, room);
  }

  leave(channel: Channel): void {
    const room = this.rooms.get(channel.subTopic);
    if (!room) return;
    room.channels.delete(channel);
    const diff = room.presence.untrack(channel);
    if (diff) this.spread(room, diff);
    if (room.channels.size === 0) this.rooms.delete(channel.subTopic);
  }

  has(subTopic: string): boolean {
    return this.rooms.has(subTopic);
  }

  /** Everyone who may read the topic; `from` hears itself only if it asked to. */
  broadcast(message: Broadcast, from?: Channel): void {
    const room = this.rooms.get(message.topic);
    if (!room) return;
    const encoded = new Map<string, string | Buffer>();
    for (const channel of room.channels) {
      if (!channel.access.readBroadcast || (channel === from && !channel.self)) continue;
      const key = `${channel.version} ${channel.topic}`;
      const data =
        encoded.get(key) ?? encodeBroadcast({ ...message, topic: channel.topic }, channel.version);
      encoded.set(key, data);
      channel.send(data);
    }
  }

  track(channel: Channel, payload: Record<string, unknown>): void {
    const room = this.rooms.get(channel.subTopic);
    if (room) this.spread(room, room.presence.track(channel, channel.presenceKey, payload));
  }

  untrack(channel: Channel): void {
    const room = this.rooms.get(channel.subTopic);
    const diff = room?.presence.untrack(channel);
    if (room && diff) this.spread(room, diff);
  }

  sendPresenceState(channel: Channel): void {
    const room = this.rooms.get(channel.subTopic);
    channel.push("presence_state", room?.presence.state() ?? {});
  }

  all(): Channel[] {
    return [...this.rooms.values()].flatMap((room) => [...room.channels]);
  }

  private spread(room: Room, diff: PresenceDiff): void {
    for (const channel of room.channels) {
      if (channel.access.readPresence) channel.push("presence_diff", diff);
    }
  }
}
