/** The little of the tar format (ustar) that a backup needs: plain files with short ASCII names. */

const BLOCK_BYTES = 512;
const NAME_BYTES = 100;
const MAX_MEMBER_BYTES = 8 ** 11 - 1;

export type TarMember = { name: string; body: Buffer };

function octal(value: number, width: number): string {
  return `${value.toString(8).padStart(width - 1, "0")}\0`;
}

function checksum(header: Buffer): number {
  return header.reduce((sum, byte, index) => sum + (index >= 148 && index < 156 ? 32 : byte), 0);
}

/** Header, body and padding of one member. */
export function tarMember(name: string, body: Buffer, modifiedS: number): Buffer {
  if (!/^[\x21-\x7e]+$/.test(name) || name.length > NAME_BYTES) {
    throw new Error(`Not a name for a backup member: ${name}`);
  }
  if (body.length > MAX_MEMBER_BYTES) throw new Error(`${name} is too large for a backup member.`);
  const header = Buffer.alloc(BLOCK_BYTES);
  header.write(name, 0, "ascii");
  header.write(octal(0o600, 8), 100);
  header.write(octal(0, 8), 108);
  header.write(octal(0, 8), 116);
  header.write(octal(body.length, 12), 124);
  header.write(octal(modifiedS, 12), 136);
  header.write("0", 156);
  header.write("ustar\x0000", 257);
  header.write(`${checksum(header).toString(8).padStart(6, "0")}\0 `, 148);
  const padding = Buffer.alloc((BLOCK_BYTES - (body.length % BLOCK_BYTES)) % BLOCK_BYTES);
  return Buffer.concat([header, body, padding]);
}

export const TAR_END: Buffer = Buffer.alloc(2 * BLOCK_BYTES);

export class TarDamaged extends Error {
  override name = "TarDamaged";
}

/** Collects a stream's chunks and gives them out in the sizes asked for. */
class Reader {
  private chunks: Buffer[] = [];
  private available = 0;
  private readonly source: AsyncIterator<Buffer>;

  constructor(source: AsyncIterable<Buffer>) {
    this.source = source[Symbol.asyncIterator]();
  }

  /** Exactly `bytes`, or undefined when the stream ended before the first of them. */
  async take(bytes: number): Promise<Buffer | undefined> {
    while (this.available < bytes) {
      const next = await this.source.next();
      if (next.done) {
        if (this.available === 0) return undefined;
        throw new TarDamaged("the file ends in the middle of a member");
      }
      this.chunks.push(next.value);
      this.available += next.value.length;
    }
    const all = this.chunks.length === 1 ? this.chunks[0] : Buffer.concat(this.chunks);
    const whole = all ?? Buffer.alloc(0);
    this.chunks = [whole.subarray(bytes)];
    this.available = whole.length - bytes;
    return whole.subarray(0, bytes);
  }
}

function readHeader(header: Buffer): { name: string; bytes: number } {
  const field = (start: number, length: number) => {
    const end = header.indexOf(0, start);
    return header.toString("ascii", start, Math.min(end < 0 ? Infinity : end, start + length));
  };
  const bytes = Number.parseInt(field(124, 12), 8);
  const sum = Number.parseInt(field(148, 8), 8);
  if (sum !== checksum(header) || !Number.isSafeInteger(bytes)) {
    throw new TarDamaged("a member's header is damaged");
  }
  return { name: field(0, NAME_BYTES), bytes };
}

export async function* readTar(source: AsyncIterable<Buffer>): AsyncGenerator<TarMember> {
  const reader = new Reader(source);
  for (;;) {
    const header = await reader.take(BLOCK_BYTES);
    if (!header) throw new TarDamaged("the file ends before the mark of its end");
    if (header.every((byte) => byte === 0)) return;
    const { name, bytes } = readHeader(header);
    const padded = Math.ceil(bytes / BLOCK_BYTES) * BLOCK_BYTES;
    const body = bytes === 0 ? Buffer.alloc(0) : await reader.take(padded);
    if (!body) throw new TarDamaged(`${name} is missing`);
    yield { name, body: body.subarray(0, bytes) };
  }
}
