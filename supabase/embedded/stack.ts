import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { bootstrap } from "./bootstrap.ts";
import type { Database } from "./database.ts";
import { lockFolder } from "./folder-lock.ts";
import { type LiteApp, openLite } from "./lite-app.ts";
import { type Migration, migrate } from "./migrations.ts";
import { openPg } from "./pg-database.ts";
import { openPglite } from "./pglite-database.ts";
import { openRpc, type Rpc } from "./rpc.ts";
import { loadSecrets, type Secrets } from "./secrets.ts";

const DEFAULT_SUPABASE_FOLDER = fileURLToPath(new URL("..", import.meta.url));

export type Phase = "open" | "bootstrap" | "migrate" | "api" | "populate" | "ready";

export type StackOptions = {
  /** Keys, photos, backups and, unless `databaseUrl` is given, the database. Left out: a temporary folder, the database in memory. */
  dataDir?: string | undefined;
  /** A PostgreSQL ≥ 15 with PostGIS instead of PGlite. */
  databaseUrl?: string | undefined;
  /** A prepared database (`dumpDataDir`) to start a new one from. */
  loadDataDir?: Blob | undefined;
  /** Holds `migrations/` and `seed.sql`; the tests have their own. */
  supabaseFolder?: string | undefined;
  /** Opens an existing folder in place of `openPglite`, to look for damage first. */
  openFolder?:
    | ((dataDir: string, open: (folder: string) => Promise<Database>) => Promise<Database>)
    | undefined;
  /** The embedded engine broke down: the process should end, the next start recovers the folder. */
  onBreakdown?: ((error: Error) => void) | undefined;
  onPhase?: ((phase: Phase, detail: string) => void) | undefined;
  /** Time for a backup: the database already holds a city and is about to change shape. */
  beforeMigrations?:
    | ((stack: StackBase, pending: readonly Migration[]) => Promise<void>)
    | undefined;
};

export type StackBase = {
  readonly db: Database;
  readonly dataDir: string;
  readonly storageFolder: string;
  readonly secrets: Secrets;
};

export type Stack = StackBase & {
  readonly lite: LiteApp;
  readonly rpc: Rpc;
  /** After a change of tables or functions: both are read once and kept. */
  reloadSchema(): Promise<void>;
  /** True until `markPopulated`: nothing but reference data is in it. */
  readonly fresh: boolean;
  /** A folder whose first filling was interrupted is made anew at the next start. */
  markPopulated(): void;
  close(): Promise<void>;
};

/** Opens the database, brings it up to the migrations and puts REST, Auth and Storage on top. */
export async function openStack(options: StackOptions = {}): Promise<Stack> {
  const temporary = options.dataDir === undefined;
  const dataDir = resolve(options.dataDir ?? mkdtempSync(join(tmpdir(), "wangge-")));
  const lock = lockFolder(dataDir);
  const discard = () => {
    lock.release();
    if (temporary) rmSync(dataDir, { recursive: true, force: true });
  };
  let db: Database | undefined;
  try {
    const folder = openFolder(dataDir);
    options.onPhase?.("open", options.databaseUrl ? "PostgreSQL" : "PGlite");
    db = await openDatabase(options, temporary ? undefined : dataDir, folder.populated);
    const stack = await build({ db, dataDir, options });
    const fresh = options.databaseUrl ? stack.fresh : stack.fresh || !folder.populated;
    return {
      ...stack,
      fresh,
      markPopulated: folder.markPopulated,
      async close() {
        await stack.db.close();
        discard();
      },
    };
  } catch (error) {
    await db?.close().catch(() => {});
    discard();
    throw error;
  }
}

async function build({
  db,
  dataDir,
  options,
}: {
  db: Database;
  dataDir: string;
  options: StackOptions;
}) {
  const secrets = loadSecrets(dataDir);
  const storageFolder = join(dataDir, "storage");
  mkdirSync(storageFolder, { recursive: true, mode: 0o700 });
  const base: StackBase = { db, dataDir, storageFolder, secrets };
  options.onPhase?.("bootstrap", "");
  await bootstrap(db);
  options.onPhase?.("migrate", "");
  const { fresh } = await migrate(db, {
    supabaseFolder: options.supabaseFolder ?? DEFAULT_SUPABASE_FOLDER,
    beforePending: async (pending) => options.beforeMigrations?.(base, pending),
    onApplied: (migration) =>
      options.onPhase?.("migrate", `${migration.version}_${migration.name}`),
  });
  options.onPhase?.("api", "");
  const lite = await openLite({ database: db, secrets, storageFolder });
  const rpc = await openRpc({ database: db, secrets });
  const reloadSchema = async () => {
    await Promise.all([lite.reloadSchema(), rpc.reload()]);
  };
  return { ...base, lite, rpc, reloadSchema, fresh };
}

async function openDatabase(
  options: StackOptions,
  dataDir: string | undefined,
  populated: boolean,
): Promise<Database> {
  if (options.databaseUrl) return openPg(options.databaseUrl);
  const folder = dataDir && join(dataDir, "db");
  // Torn off while it was filled for the first time: nothing in it is anyone's work yet.
  if (folder && existsSync(folder) && !populated) rmSync(folder, { recursive: true });
  const { onBreakdown, loadDataDir } = options;
  if (!dataDir || !populated) return openPglite({ folder, loadDataDir, onBreakdown });
  const open = (path: string) => openPglite({ folder: path, onBreakdown });
  return options.openFolder ? options.openFolder(dataDir, open) : open(join(dataDir, "db"));
}

function openFolder(dataDir: string) {
  const file = join(dataDir, "populated");
  return {
    populated: existsSync(file) && readFileSync(file, "utf8").length > 0,
    markPopulated: () => writeFileSync(file, `${new Date().toISOString()}\n`, { mode: 0o600 }),
  };
}
