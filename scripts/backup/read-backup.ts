import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import {
  type BackupHeader,
  type BackupManifest,
  FORMAT_VERSION,
  HEADER_NAME,
  headerSchema,
  MANIFEST_NAME,
  manifestSchema,
} from "./manifest.ts";
import { readTar, type TarMember } from "./tar.ts";

/** Said to a person, so in both languages. */
export class BackupRefused extends Error {
  override name = "BackupRefused";
}

function damaged(file: string, detail: string): BackupRefused {
  return new BackupRefused(
    `备份文件 ${file} 已损坏（${detail}），未作任何更改。The backup ${file} is damaged (${detail}); nothing was changed.`,
  );
}

/** The members in order; whatever breaks on the way is told as damage. */
export async function* readMembers(file: string): AsyncGenerator<TarMember> {
  const gunzip = createGunzip();
  const source = createReadStream(file);
  source.on("error", (error) => gunzip.destroy(error));
  try {
    yield* readTar(source.pipe(gunzip) as AsyncIterable<Buffer>);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") {
      throw new BackupRefused(`没有备份文件 ${file}。There is no backup ${file}.`);
    }
    throw damaged(file, error instanceof Error ? error.message : String(error));
  } finally {
    source.destroy();
  }
}

function parseJson<T>(file: string, member: TarMember, parse: (value: unknown) => T): T {
  try {
    return parse(JSON.parse(member.body.toString("utf8")));
  } catch {
    throw damaged(file, `${member.name} is not what this program writes`);
  }
}

function parseHeader(file: string, member: TarMember | undefined): BackupHeader {
  if (member?.name !== HEADER_NAME) {
    throw new BackupRefused(
      `${file} 不是本系统的备份文件。${file} is not a backup of this system.`,
    );
  }
  const { formatVersion } = parseJson(file, member, (value) =>
    headerSchema.pick({ formatVersion: true }).parse(value),
  );
  if (formatVersion > FORMAT_VERSION) {
    throw new BackupRefused(
      `备份 ${file} 由更新的版本写成（格式 ${formatVersion}，本版本 ${FORMAT_VERSION}），请先升级程序。` +
        ` ${file} was written by a newer release (format ${formatVersion}, this one reads ${FORMAT_VERSION}); upgrade first.`,
    );
  }
  return parseJson(file, member, (value) => headerSchema.parse(value));
}

type Seen = { name: string; bytes: number; sha256: string };

/** Reads the whole file and compares every checksum; throws `BackupRefused` with what is wrong. */
export async function verifyBackup(
  file: string,
): Promise<{ header: BackupHeader; manifest: BackupManifest }> {
  const seen: Seen[] = [];
  let header: BackupHeader | undefined;
  let manifest: BackupManifest | undefined;
  for await (const member of readMembers(file)) {
    header ??= parseHeader(file, member);
    if (member.name === MANIFEST_NAME) {
      manifest = parseJson(file, member, (value) => manifestSchema.parse(value));
    } else {
      const sha256 = createHash("sha256").update(member.body).digest("hex");
      seen.push({ name: member.name, bytes: member.body.length, sha256 });
    }
  }
  if (!header) throw damaged(file, "it is empty");
  if (!manifest) throw damaged(file, "its list of contents is missing");
  const [expected, found] = [manifest.members, seen].map((list) =>
    list.map(({ name, bytes, sha256 }) => `${name} ${bytes} ${sha256}`),
  );
  const wrong = expected?.find((line, index) => line !== found?.[index]);
  if (wrong) throw damaged(file, `${wrong.split(" ")[0]} differs from its checksum`);
  if (expected?.length !== found?.length) throw damaged(file, "it holds more than it lists");
  return { header, manifest };
}
