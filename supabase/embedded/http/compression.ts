import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

const WORTH_IT_BYTES = 1024;
const TEXT_TYPE =
  /^(text\/|application\/(json|javascript|manifest\+json|xml|wasm|geo\+json|vnd\.pgrst)|image\/svg)/;

export type Encoding = "br" | "gzip" | "identity";

export function chooseEncoding(options: {
  accepted: string | undefined;
  contentType: string;
  bytes: number;
}): Encoding {
  if (options.bytes < WORTH_IT_BYTES || !TEXT_TYPE.test(options.contentType)) return "identity";
  const accepted = options.accepted ?? "";
  if (/\bbr\b(?!\s*;\s*q=0(\.0+)?\b)/.test(accepted)) return "br";
  if (/\bgzip\b(?!\s*;\s*q=0(\.0+)?\b)/.test(accepted)) return "gzip";
  return "identity";
}

/** `thorough` for files that are compressed once and kept. */
export async function compress(
  body: Buffer,
  encoding: Encoding,
  { thorough }: { thorough: boolean },
): Promise<Buffer> {
  switch (encoding) {
    case "br":
      return brotli(body, {
        params: {
          [constants.BROTLI_PARAM_QUALITY]: thorough ? 6 : 4,
          [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
        },
      });
    case "gzip":
      return zip(body, { level: thorough ? 7 : 5 });
    case "identity":
      return body;
  }
}
