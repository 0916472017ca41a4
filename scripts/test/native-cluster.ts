import { type ChildProcessByStdio, execFileSync, spawn } from "node:child_process";
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync } from "node:fs";
import { createServer, Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";

/** A PostgreSQL of the tests' own: another port, another folder, gone when the process ends. */
export type NativeCluster = {
  /** Connection string of a database; its owner is a superuser. */
  url(database: string): string;
  createDatabase(name: string, template?: string): void;
  binFolder: string;
  stop(): Promise<void>;
};

type Installation = { binFolder: string; major: number };
type Owner = { uid: number; gid: number } | Record<string, never>;

const DEBIAN_ROOT = "/usr/lib/postgresql";
const OLDEST_MAJOR = 15;

function majorOf(binFolder: string): number {
  const text = execFileSync(join(binFolder, "postgres"), ["--version"], { encoding: "utf8" });
  return Number(/(\d+)/.exec(text)?.[1] ?? 0);
}

function hasExtension(binFolder: string, extension: string): boolean {
  const share = execFileSync(join(binFolder, "pg_config"), ["--sharedir"], { encoding: "utf8" });
  return existsSync(join(share.trim(), "extension", `${extension}.control`));
}

function candidateFolders(): string[] {
  const debian = existsSync(DEBIAN_ROOT)
    ? readdirSync(DEBIAN_ROOT).map((version) => join(DEBIAN_ROOT, version, "bin"))
    : [];
  const path = (process.env.PATH ?? "").split(":");
  return [...debian, ...path].filter((folder) => existsSync(join(folder, "initdb")));
}

/** The newest PostgreSQL ≥ 15 that has the extensions, or why there is none. */
export function findPostgres(extensions: readonly string[] = ["postgis"]): Installation | string {
  const found = candidateFolders()
    .filter((folder) => existsSync(join(folder, "pg_config")))
    .map((binFolder) => ({ binFolder, major: majorOf(binFolder) }))
    .sort((a, b) => b.major - a.major);
  if (found.length === 0) return "no PostgreSQL server on this machine";
  const recent = found.filter(({ major }) => major >= OLDEST_MAJOR);
  if (recent.length === 0) return `PostgreSQL ${found[0]?.major} is older than ${OLDEST_MAJOR}`;
  const complete = recent.find(({ binFolder }) =>
    extensions.every((extension) => hasExtension(binFolder, extension)),
  );
  return complete ?? `PostgreSQL without the extensions ${extensions.join(", ")}`;
}

/** Why native tests cannot run here; undefined when they can. Under REQUIRE_NATIVE=1 this throws instead. */
export function nativeSkipReason(extensions?: readonly string[]): string | undefined {
  const found = findPostgres(extensions);
  if (typeof found !== "string") return undefined;
  if (process.env.REQUIRE_NATIVE === "1") throw new Error(`REQUIRE_NATIVE=1, but ${found}.`);
  return found;
}

/** PostgreSQL refuses to run as root: root hands it to the user of the package. */
function serverOwner(): Owner {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string) =>
    Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }).trim());
  return { uid: id("-u"), gid: id("-g") };
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("No free port.");
  return address.port;
}

/**
 * The shell between us and PostgreSQL reads our end of a pipe: when this process is gone, however it ended, the
 * pipe closes, the server is stopped and its folder removed. No cluster outlives its tests.
 */
const KEEPER = `
  folder=$1; shift
  exec 3<&0
  "$@" & server=$!
  (cat <&3 >/dev/null; kill -QUIT "$server" 2>/dev/null) & reader=$!
  wait "$server"; code=$?
  kill "$reader" 2>/dev/null
  rm -rf "$folder"
  exit "$code"
`;

type Server = ChildProcessByStdio<Writable, null, Readable>;

function startServer(binFolder: string, folder: string, port: number, owner: Owner): Server {
  const settings = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"];
  const memory = ["shared_buffers=128MB", "max_connections=60", "autovacuum=on"];
  return spawn(
    "sh",
    [
      ...["-c", KEEPER, "keeper", folder, join(binFolder, "postgres")],
      ...["-D", join(folder, "data"), "-p", String(port), "-k", folder, "-h", "127.0.0.1"],
      ...[...settings, ...memory].flatMap((setting) => ["-c", setting]),
    ],
    // Its own group: Ctrl-C reaches us first, and we end it in order.
    { ...owner, cwd: "/", detached: true, stdio: ["pipe", "ignore", "pipe"] },
  );
}

function waitUntilReady(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = "";
    server.stderr.on("data", (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-4000);
      if (said.includes("ready to accept connections")) resolve();
    });
    server.once("exit", (code) => reject(new Error(`postgres ended (${code}): ${said}`)));
    server.once("error", reject);
  });
}

function initialise(binFolder: string, owner: Owner): string {
  const folder = mkdtempSync(join(tmpdir(), "wangge-pg-"));
  chmodSync(folder, 0o755);
  if (owner.uid !== undefined) chownSync(folder, owner.uid, owner.gid);
  execFileSync(
    join(binFolder, "initdb"),
    ["-D", join(folder, "data"), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"].concat(
      "--locale=C.UTF-8",
    ),
    { ...owner, cwd: folder, stdio: ["ignore", "ignore", "pipe"] },
  );
  return folder;
}

export async function startNativeCluster(extensions?: readonly string[]): Promise<NativeCluster> {
  const found = findPostgres(extensions);
  if (typeof found === "string") throw new Error(`No native cluster: ${found}.`);
  const { binFolder } = found;
  const owner = serverOwner();
  const folder = initialise(binFolder, owner);
  const port = await freePort();
  const server = startServer(binFolder, folder, port, owner);
  await waitUntilReady(server);
  // A test process may end without calling stop: nothing of the cluster keeps it alive.
  server.unref();
  for (const pipe of [server.stdin, server.stderr]) if (pipe instanceof Socket) pipe.unref();
  const psql = (database: string, sql: string) =>
    execFileSync(
      join(binFolder, "psql"),
      ["-h", "127.0.0.1", "-p", String(port), "-U", "postgres", "-d", database, "-qXc", sql],
      { stdio: ["ignore", "ignore", "pipe"] },
    );
  return {
    binFolder,
    url: (database) => `postgres://postgres@127.0.0.1:${port}/${database}`,
    createDatabase: (name, template = "template0") =>
      psql("postgres", `create database "${name}" template "${template}"`),
    async stop() {
      const ended = new Promise((resolve) => server.once("exit", resolve));
      server.ref();
      server.stdin.end();
      await ended;
    },
  };
}
