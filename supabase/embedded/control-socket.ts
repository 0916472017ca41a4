import { createHash } from "node:crypto";
import { chmodSync, rmSync } from "node:fs";
import { createConnection, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { z } from "../../web/src/domain/zod.ts";

/** The system's limit for the path of a Unix socket, less a margin. */
const MAX_PATH_BYTES = 100;

const requestSchema = z.object({ command: z.string(), args: z.unknown() });
const answerSchema = z.union([
  z.object({ progress: z.unknown() }),
  z.object({ result: z.unknown() }),
  z.object({ error: z.object({ code: z.string(), message: z.string() }) }),
]);

export type ControlHandler = (
  args: unknown,
  onProgress: (progress: unknown) => void,
) => Promise<unknown>;
export type ControlHandlers = Readonly<Record<string, ControlHandler>>;
export type ControlServer = { close(): Promise<void> };

export class ControlError extends Error {
  override name = "ControlError";
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** In the data folder, or, where its path is too long for a socket, in the folder for temporary files. */
export function controlSocketPath(dataDir: string): string {
  const path = join(dataDir, "control.sock");
  if (process.platform === "win32") return `\\\\.\\pipe\\wangge-${hash(path)}`;
  return Buffer.byteLength(path) <= MAX_PATH_BYTES
    ? path
    : join(tmpdir(), `wangge-${hash(path)}.sock`);
}

/** Commands of the terminal reach the running server here: one line of JSON, answered by lines of JSON. */
export async function serveControl(
  dataDir: string,
  handlers: ControlHandlers,
): Promise<ControlServer> {
  const path = controlSocketPath(dataDir);
  // The folder's lock is ours, so a socket found here is a dead process's.
  if (process.platform !== "win32") rmSync(path, { force: true });
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    createInterface({ input: socket }).once("line", (line) => {
      void answer(line, handlers, socket);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    const mask = process.umask(0o177);
    server.listen(path, resolve);
    process.umask(mask);
  });
  if (process.platform !== "win32") chmodSync(path, 0o600);
  return {
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function answer(line: string, handlers: ControlHandlers, socket: Socket): Promise<void> {
  const send = (message: object) => {
    if (!socket.destroyed) socket.write(`${JSON.stringify(message)}\n`);
  };
  try {
    const { command, args } = requestSchema.parse(JSON.parse(line));
    const handler = Object.hasOwn(handlers, command) ? handlers[command] : undefined;
    if (!handler) throw new ControlError("unknown_command", `Unknown command ${command}`);
    const result = await handler(args, (progress) => send({ progress }));
    send({ result: result ?? null });
  } catch (error) {
    const code = error instanceof ControlError ? error.code : "failed";
    send({ error: { code, message: error instanceof Error ? error.message : String(error) } });
  }
  socket.end();
}

/** Undefined where no server runs on the folder: the command then opens the folder itself. */
export async function callControl(options: {
  dataDir: string;
  command: string;
  args?: unknown;
  onProgress?: (progress: unknown) => void;
}): Promise<{ result: unknown } | undefined> {
  const socket = await connect(controlSocketPath(options.dataDir));
  if (!socket) return undefined;
  socket.write(`${JSON.stringify({ command: options.command, args: options.args ?? null })}\n`);
  for await (const line of createInterface({ input: socket })) {
    const message = answerSchema.parse(JSON.parse(line));
    if ("progress" in message) {
      options.onProgress?.(message.progress);
      continue;
    }
    socket.end();
    if ("error" in message) throw new ControlError(message.error.code, message.error.message);
    return { result: message.result };
  }
  throw new ControlError("closed", "The server closed the connection before it answered.");
}

function connect(path: string): Promise<Socket | undefined> {
  return new Promise((resolve, reject) => {
    const socket = createConnection(path);
    socket.once("connect", () => resolve(socket));
    socket.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT" || error.code === "ECONNREFUSED") resolve(undefined);
      else reject(error);
    });
  });
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}
