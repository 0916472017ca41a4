import { existsSync, readdirSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { bootstrap } from "../../supabase/embedded/bootstrap.ts";
import { migrate } from "../../supabase/embedded/migrations.ts";
import { openPg } from "../../supabase/embedded/pg-database.ts";
import { openStack } from "../../supabase/embedded/stack.ts";
import { ImportRefused } from "../../web/src/domain/import/import-issue.ts";
import { openUndamaged } from "../backup/damage.ts";
import { databaseOfServer } from "./import-control.ts";
import { type ImportDatabase, importDatabaseOf } from "./import-database.ts";

export type ImportTarget = {
  database: ImportDatabase;
  /** Named in messages. */
  place: string;
  /** `kept`: something was brought in, so a new folder stays. */
  close(kept: boolean): Promise<void>;
};

export type TargetRequest = {
  dataDir: string;
  databaseUrl: string | undefined;
  /** Ask for a folder that is not there yet, or empty. */
  isNew: boolean;
  onProgress: (text: string) => void;
};

const supabaseFolder = fileURLToPath(new URL("../../supabase", import.meta.url));

/** A native database, a running server's by its socket, or the folder itself. */
export async function openTarget(request: TargetRequest): Promise<ImportTarget> {
  const { dataDir, databaseUrl, isNew } = request;
  if (isNew && existsSync(dataDir) && readdirSync(dataDir).length > 0) {
    const params = { folder: dataDir };
    throw new ImportRefused([{ code: "new_dir_not_empty", file: dataDir, params }]);
  }
  if (databaseUrl && !isNew) return openNative(databaseUrl);
  const served = isNew ? undefined : await databaseOfServer(dataDir);
  if (served) return { database: served, place: dataDir, close: async () => {} };
  return openFolder(request);
}

async function openNative(databaseUrl: string): Promise<ImportTarget> {
  const db = await openPg(databaseUrl);
  try {
    await bootstrap(db);
    await migrate(db, { supabaseFolder });
  } catch (error) {
    await db.close();
    throw error;
  }
  const { host, pathname } = new URL(databaseUrl);
  return {
    database: importDatabaseOf(db),
    place: `${host}${pathname}`,
    close: () => db.close(),
  };
}

async function openFolder({ dataDir, onProgress }: TargetRequest): Promise<ImportTarget> {
  const wasThere = existsSync(dataDir);
  const stack = await openStack({
    dataDir,
    openFolder: openUndamaged,
    onPhase: (phase, detail) => onProgress(detail ? `${phase}: ${detail}` : phase),
  });
  return {
    database: importDatabaseOf(stack.db),
    place: dataDir,
    async close(kept) {
      if (kept && stack.fresh) stack.markPopulated();
      await stack.close();
      // A folder that this command made for nothing would be taken for a damaged one by its owner.
      if (!kept && !wasThere) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
