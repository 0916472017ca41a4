import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import { z } from "../../../web/src/domain/zod.ts";
import type { AccessClaims } from "../access-token.ts";
import type { Database } from "../database.ts";
import type { Secrets } from "../secrets.ts";
import { probeAccess } from "./channel-access.ts";
import { feedMessages } from "./message-feed.ts";
import { Rooms } from "./rooms.ts";
import { RealtimeSession, type SessionContext } from "./session.ts";

const MAX_FRAME_BYTES = 256 * 1024;
const MAX_SOCKETS = 5_000;
const SWEEP_MS = 5_000;
/** supabase-js beats every 25 s. */
const SILENCE_MS = 70_000;

export type RealtimeServer = {
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** The body of `POST /realtime/v1/api/broadcast`; the answer is the HTTP status. */
  postBroadcast(body: unknown, claims: AccessClaims): Promise<number>;
  close(): Promise<void>;
};

const broadcastBody = z.object({
  messages: z
    .array(
      z.object({
        topic: z.string().min(1).max(200),
        event: z.string().max(200),
        payload: z.unknown(),
        private: z.boolean().default(false),
      }),
    )
    .max(100),
});

export async function openRealtime(options: {
  database: Database;
  secrets: Secrets;
  now?: () => Date;
}): Promise<RealtimeServer> {
  const { database, secrets, now = () => new Date() } = options;
  const rooms = new Rooms();
  const context: SessionContext = { database, secrets, rooms, now };
  const sessions = new Set<RealtimeSession>();
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME_BYTES });
  const unlisten = [
    await feedMessages(database, (message) => rooms.broadcast(message)),
    await database.listen("wangge_membership", (userId) => recheckUser(rooms, userId)),
  ];
  const sweep = setInterval(() => sweepAll(sessions, rooms, now()), SWEEP_MS);
  sweep.unref();

  return {
    handleUpgrade(request, socket, head) {
      const url = new URL(request.url ?? "/", "http://localhost");
      const key = url.searchParams.get("apikey");
      if (key !== secrets.publishableKey && key !== secrets.secretKey) return refuse(socket, 401);
      if (sessions.size >= MAX_SOCKETS) return refuse(socket, 503);
      const version = url.searchParams.get("vsn") === "2.0.0" ? "2.0.0" : "1.0.0";
      sockets.handleUpgrade(request, socket, head, (webSocket) => {
        const session = new RealtimeSession(webSocket, version, context);
        sessions.add(session);
        webSocket.on("close", () => sessions.delete(session));
      });
    },
    async postBroadcast(body, claims) {
      const parsed = broadcastBody.safeParse(body);
      if (!parsed.success) return 422;
      for (const { topic } of parsed.data.messages) {
        const access = await probeAccess(database, { claims, topic });
        if (!access.writeBroadcast) return 403;
      }
      for (const { topic, event, payload } of parsed.data.messages) {
        rooms.broadcast({ topic, event, payload: payload ?? {} });
      }
      return 202;
    },
    async close() {
      clearInterval(sweep);
      for (const session of sessions) session.terminate();
      sockets.close();
      for (const stop of unlisten) await stop();
    },
  };
}

/** `notify wangge_membership, '<user id>'`: this person's posts changed, or the account was closed. */
function recheckUser(rooms: Rooms, userId: string): void {
  for (const channel of rooms.all()) {
    if (channel.userId !== userId) continue;
    channel.recheck().catch((error: unknown) => {
      console.error("realtime: rechecking failed:", error);
      channel.cutOff("unable to check the permissions again");
    });
  }
}

function sweepAll(sessions: Set<RealtimeSession>, rooms: Rooms, now: Date): void {
  for (const session of sessions) {
    if (now.getTime() - session.lastHeardMs > SILENCE_MS) session.terminate();
  }
  for (const channel of rooms.all()) {
    if (channel.expiresAt <= now) channel.cutOff("InvalidJWTToken: the access token has expired");
  }
}

function refuse(socket: Duplex, status: number): void {
  socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
