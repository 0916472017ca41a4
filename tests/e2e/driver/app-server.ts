import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

export const repository: string = fileURLToPath(new URL("../../..", import.meta.url));

export type AppServer = {
  url: string;
  /** Everything it printed. */
  log(): string;
  /** Ends in order, as by Ctrl-C. */
  stop(): Promise<void>;
  /** Ends as by a power cut. */
  kill(): Promise<void>;
};

export type AppServerOptions = {
  dataDir: string;
  port?: number;
  env?: Record<string, string>;
  /** Put before `node`, for example `ip netns exec name`. */
  prefix?: readonly string[];
};

/** `npm start` as a person runs it, less npm itself. Resolves when it says where it is. */
export async function startApp(options: AppServerOptions): Promise<AppServer> {
  const command = [...(options.prefix ?? []), process.execPath, "scripts/start.mjs"];
  const [program = process.execPath, ...args] = command;
  const child = spawn(program, args, {
    cwd: repository,
    env: {
      ...process.env,
      DATA_DIR: options.dataDir,
      PORT: String(options.port ?? 0),
      NODE_OPTIONS: "",
      DATABASE_URL: "",
      SUPABASE_URL: "",
      ...options.env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill);
  child.once("exit", () => process.off("exit", kill));
  let log = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      log += chunk.toString();
    });
  }
  const url = await untilReady(child, () => log);
  return {
    url,
    log: () => log,
    stop: () => end(child, "SIGTERM"),
    kill: () => end(child, "SIGKILL"),
  };
}

function untilReady(child: ChildProcess, log: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    child.stdout?.on("data", () => {
      const url = /^网格 wangge: (\S+)/m.exec(log())?.[1];
      if (url) resolve(url);
    });
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`npm start ended (${code}):\n${log()}`)));
  });
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  child.kill(signal);
  await exited;
}
