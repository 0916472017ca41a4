import { resolve } from "node:path";

/** Where the city lives: the same words as `npm start`. */
export function readEnvironment(): { dataDir: string; databaseUrl: string | undefined } {
  return {
    dataDir: resolve(process.env.DATA_DIR || ".wangge"),
    databaseUrl: process.env.DATABASE_URL || undefined,
  };
}
