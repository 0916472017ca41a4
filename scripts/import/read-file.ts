import { isUtf8 } from "node:buffer";
import { readFileSync, statSync } from "node:fs";
import iconv from "iconv-lite";
import { ImportRefused } from "../../web/src/domain/import/import-issue.ts";

const bytesPerMegabyte = 1024 * 1024;
/** Parsed in memory: beyond this the answer would be a crash or a very long silence. */
const fileLimitMegabytes = 150;

/** Looks at the size before a byte is read, so that a file that is too large is answered at once. */
export function checkSize(path: string, file: string): void {
  const size = statSync(path, { throwIfNoEntry: false })?.size;
  if (size === undefined) throw new ImportRefused([{ code: "file_missing", file, params: {} }]);
  if (size > fileLimitMegabytes * bytesPerMegabyte) {
    const megabytes = Math.round(size / bytesPerMegabyte);
    const params = { megabytes, limit: fileLimitMegabytes };
    throw new ImportRefused([{ code: "file_too_large", file, params }]);
  }
}

export function readSized(path: string, file: string): Buffer {
  checkSize(path, file);
  return readFileSync(path);
}

/** Text of a table; a national encoding that nobody named is refused instead of turned to rubbish. */
export function decodeText(bytes: Buffer, encoding: string, file: string): string {
  if (!/^utf-?8$/.test(encoding)) return iconv.decode(bytes, encoding);
  if (!isUtf8(bytes)) {
    throw new ImportRefused([{ code: "not_utf8", file, params: { line: firstBadLine(bytes) } }]);
  }
  return bytes.toString("utf8").replace(/^﻿/, "");
}

function firstBadLine(bytes: Buffer): number {
  let line = 1;
  let from = 0;
  while (from < bytes.length) {
    const end = bytes.indexOf(10, from);
    const to = end === -1 ? bytes.length : end;
    if (!isUtf8(bytes.subarray(from, to))) return line;
    line += 1;
    from = to + 1;
  }
  return line;
}
