import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "../../web/src/domain/zod.ts";

const secretsSchema = z.object({
  jwtSecret: z.string().min(32),
  publishableKey: z.string().startsWith("sb_publishable_"),
  secretKey: z.string().startsWith("sb_secret_"),
});

export type Secrets = z.infer<typeof secretsSchema>;

export function makeSecrets(): Secrets {
  return {
    jwtSecret: randomBytes(48).toString("base64url"),
    publishableKey: `sb_publishable_${randomBytes(24).toString("base64url")}`,
    secretKey: `sb_secret_${randomBytes(32).toString("base64url")}`,
  };
}

/** The keys of a data folder, made once, in a file that only its owner reads. */
export function loadSecrets(folder: string): Secrets {
  const file = join(folder, "keys.json");
  try {
    return secretsSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch (error) {
    if (!isMissing(error)) {
      throw new Error(
        `密钥文件 ${file} 无法读取，请从备份恢复。The key file ${file} cannot be read; restore it from a backup.`,
        { cause: error },
      );
    }
  }
  const secrets = makeSecrets();
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600, flag: "wx" });
  renameSync(draft, file);
  return secrets;
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}
