import { createHash, randomUUID } from "node:crypto";
import { copyFile, mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { App } from "@supabase/lite";

type StorageAdapter = NonNullable<App["_storageAdapter"]>;
type ObjectMetadata = Awaited<ReturnType<StorageAdapter["headObject"]>>;
type UploadBody = Parameters<StorageAdapter["uploadObject"]>[3];
type Described = { mimetype: string; cacheControl: string; eTag: string };

/** Photos as files. The name of a file is a hash, so that no object key can reach outside the folder. */
export function storageFiles(folder: string): StorageAdapter {
  const pathOf = (bucket: string, key: string): string => {
    const name = createHash("sha256").update(`${bucket}\n${key}`).digest("hex");
    return join(folder, name.slice(0, 2), name);
  };

  return {
    driver: null,
    async getObject(bucket, key) {
      const path = pathOf(bucket, key);
      const [body, metadata] = await Promise.all([readFile(path), describe(path)]);
      return { httpStatusCode: 200, metadata, body };
    },
    async uploadObject(bucket, key, _version, body, mimetype, cacheControl) {
      const path = pathOf(bucket, key);
      const bytes = await collect(body);
      const eTag = `"${createHash("sha256").update(bytes).digest("base64url").slice(0, 27)}"`;
      await writeWhole(path, bytes);
      const described: Described = { mimetype, cacheControl, eTag };
      await writeWhole(`${path}.json`, JSON.stringify(described));
      return describe(path);
    },
    async deleteObject(bucket, key) {
      await remove(pathOf(bucket, key));
    },
    async deleteObjects(bucket, keys) {
      for (const key of keys) await remove(pathOf(bucket, key));
    },
    async copyObject(sourceBucket, source, _version, bucket, key) {
      const from = pathOf(sourceBucket, source);
      const to = pathOf(bucket, key);
      await mkdir(dirname(to), { recursive: true, mode: 0o700 });
      await copyFile(from, to);
      await copyFile(`${from}.json`, `${to}.json`);
      const metadata = await describe(to);
      return {
        httpStatusCode: 200,
        eTag: metadata.eTag,
        ...(metadata.lastModified ? { lastModified: metadata.lastModified } : {}),
      };
    },
    headObject: (bucket, key) => describe(pathOf(bucket, key)),
    privateAssetUrl: () => Promise.reject(new Error("Images are not transformed here.")),
  };
}

async function describe(path: string): Promise<ObjectMetadata> {
  const [file, text] = await Promise.all([stat(path), readFile(`${path}.json`, "utf8")]);
  // Written by uploadObject above, nobody else.
  const described = JSON.parse(text) as Described;
  return { ...described, contentLength: file.size, size: file.size, lastModified: file.mtime };
}

/** A reader sees the old file or the new one, never half of it. */
async function writeWhole(path: string, content: Uint8Array | string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, content, { mode: 0o600 });
  await rename(draft, path);
}

async function remove(path: string): Promise<void> {
  await rm(path, { force: true });
  await rm(`${path}.json`, { force: true });
}

async function collect(body: UploadBody): Promise<Uint8Array> {
  if (body instanceof Uint8Array) return body;
  const chunks: Uint8Array[] = [];
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(chunks);
    chunks.push(value);
  }
}
