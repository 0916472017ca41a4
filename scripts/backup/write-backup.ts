import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { open, readFile, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import type { SpooledMember } from "./dump-tables.ts";
import { type BackupHeader, type BackupManifest, HEADER_NAME, MANIFEST_NAME } from "./manifest.ts";
import { TAR_END, tarMember } from "./tar.ts";

export type BackupContent = {
  header: BackupHeader;
  description: Pick<BackupManifest, "tables" | "sequences">;
  members: readonly SpooledMember[];
};

/** A photo that was deleted between the listing and the reading is noted, not an error. */
async function readIfThere(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

async function* tarParts(content: BackupContent): AsyncGenerator<Buffer> {
  const writtenS = Math.floor(Date.parse(content.header.createdAt) / 1000);
  const manifest: BackupManifest = { ...content.description, members: [], missingFiles: [] };
  const add = (name: string, body: Buffer): Buffer => {
    const sha256 = createHash("sha256").update(body).digest("hex");
    manifest.members.push({ name, bytes: body.length, sha256 });
    return tarMember(name, body, writtenS);
  };
  yield add(HEADER_NAME, Buffer.from(JSON.stringify(content.header, null, 2)));
  for (const { name, path } of content.members) {
    const body = await readIfThere(path);
    if (body) yield add(name, body);
    else manifest.missingFiles.push(name);
  }
  yield tarMember(MANIFEST_NAME, Buffer.from(JSON.stringify(manifest, null, 1)), writtenS);
  yield TAR_END;
}

async function syncToDisk(path: string): Promise<void> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Writes beside the final name and renames when all of it is on the disk: no half backup is ever found. */
export async function writeBackup(file: string, content: BackupContent): Promise<void> {
  const draft = `${file}.partial`;
  try {
    await pipeline(
      Readable.from(tarParts(content)),
      createGzip({ level: 4 }),
      createWriteStream(draft, { mode: 0o600 }),
    );
    await syncToDisk(draft);
    await rename(draft, file);
    await syncToDisk(dirname(file));
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}
