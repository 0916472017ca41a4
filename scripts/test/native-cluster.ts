import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import {
  chmodSync,
  chownSync,
  createWriteStream,
  existsSync,
  mkdtempSync,
  readdirSync,
  rmSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

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

function startServer(binFolder: string, folder: string, port: number, owner: Owner) {
  const settings = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"];
  const memory = ["shared_buffers=128MB", "max_connections=60", "autovacuum=on"];
  const server = spawn(
    join(binFolder, "postgres"),
    [
      ...["-D", join(folder, "data"), "-p", String(port), "-k", folder, "-h", "127.0.0.1"],
      ...[...settings, ...memory].flatMap((setting) => ["-c", setting]),
    ],
    { ...owner, cwd: folder, stdio: ["ignore", "ignore", "pipe"] },
  );
  const log = createWriteStream(join(folder, "server.log"));
  server.stderr.pipe(log);
  return server;
}

function waitUntilReady(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = "";
    const onData = (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-4000);
      if (said.includes("ready to accept connections")) resolve();
    };
    server.stderr?.on("data", onData);
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
  const killNow = () => server.kill("SIGQUIT");
  process.once("exit", killNow);
  await waitUntilReady(server);
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
      process.off("exit", killNow);
      const ended = new Promise((resolve) => server.once("exit", resolve));
      server.kill("SIGINT");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
