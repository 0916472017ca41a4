import { randomUUID } from "node:crypto";
import {
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { z } from "../../web/src/domain/zod.ts";

const HEARTBEAT_MS = 5_000;
/** A lock of another machine (a shared disk, a container) counts as left behind after this silence. */
const SILENCE_MS = 60_000;

const holderSchema = z.object({
  pid: z.number().int(),
  host: z.string(),
  /** Tells a process from a later one with the same pid; empty where the system does not say. */
  startedAt: z.string(),
  token: z.string(),
});

type Holder = z.infer<typeof holderSchema>;

export class FolderBusy extends Error {
  override name = "FolderBusy";
}

export type FolderLock = { release(): void };

/** PGlite lets two processes open one folder and ruin it: this file in it is the lock. */
export function lockFolder(folder: string): FolderLock {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, "wangge.lock");
  const holder: Holder = {
    pid: process.pid,
    host: hostname(),
    startedAt: processStart(process.pid),
    token: randomUUID(),
  };
  for (let attempt = 0; attempt < 5; attempt += 1) {
    if (create(file, holder)) return held(file, holder);
    const other = read(file);
    if (other && isAlive(file, other)) throw busy(folder, other);
    clearStale(file, other);
  }
  throw busy(folder, read(file));
}

/** Written aside and linked into place, so that nobody ever reads half a lock. */
function create(file: string, holder: Holder): boolean {
  const draft = `${file}.${holder.token}`;
  writeFileSync(draft, JSON.stringify(holder), { mode: 0o600 });
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function held(file: string, holder: Holder): FolderLock {
  const heartbeat = setInterval(() => {
    try {
      const now = new Date();
      utimesSync(file, now, now);
    } catch {
      // The folder was removed under us; the database will say so itself.
    }
  }, HEARTBEAT_MS);
  heartbeat.unref();
  const release = () => {
    clearInterval(heartbeat);
    process.off("exit", release);
    if (read(file)?.token === holder.token) rmSync(file, { force: true });
  };
  process.on("exit", release);
  return { release };
}

function read(file: string): Holder | null {
  try {
    return holderSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return null;
  }
}

function isAlive(file: string, holder: Holder): boolean {
  if (holder.host !== hostname()) return ageMs(file) < SILENCE_MS;
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
  return holder.startedAt === processStart(holder.pid);
}

function ageMs(file: string): number {
  try {
    return Date.now() - statSync(file).mtimeMs;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

/** Moves the dead lock away; if another process was quicker and the moved one is live, it is put back. */
function clearStale(file: string, stale: Holder | null): void {
  const aside = `${file}.stale.${randomUUID()}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  const moved = read(aside);
  if (moved && moved.token !== stale?.token) {
    try {
      linkSync(aside, file);
    } catch {
      // A third one is in: its lock stands.
    }
  }
  rmSync(aside, { force: true });
}

/** Field 22 of /proc/pid/stat: ticks since boot. */
function processStart(pid: number): string {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    return text.slice(text.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  } catch {
    return "";
  }
}

function busy(folder: string, holder: Holder | null): FolderBusy {
  const who = holder ? `pid ${holder.pid}, ${holder.host}` : "?";
  return new FolderBusy(
    `数据目录 ${folder} 正被另一个进程使用（${who}）。The data folder ${folder} is in use by another process (${who}).`,
  );
}
