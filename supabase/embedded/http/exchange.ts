import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { chooseEncoding, compress } from "./compression.ts";
import { COMMON_HEADERS, INERT_POLICY } from "./security-headers.ts";

export class BodyTooLarge extends Error {
  override name = "BodyTooLarge";
}

/** The whole body, or `BodyTooLarge`: a slow sender must never hold the one database connection open. */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  if (Number(request.headers["content-length"] ?? 0) > maxBytes) throw new BodyTooLarge();
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new BodyTooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const HOP_BY_HOP = new Set([
  "connection",
  "keep-alive",
  "transfer-encoding",
  "upgrade",
  "te",
  "trailer",
  "host",
  "accept-encoding",
  "content-length",
  "if-none-match",
  "if-modified-since",
]);

/** The request as the API sees it; its origin is ours and not what the Host header says. */
export function toRequest(request: IncomingMessage, body: Buffer): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value === undefined || HOP_BY_HOP.has(name)) continue;
    headers.set(name, Array.isArray(value) ? value.join(", ") : value);
  }
  const method = request.method ?? "GET";
  const hasBody = method !== "GET" && method !== "HEAD" && body.length > 0;
  return new Request(new URL(request.url ?? "/", "http://localhost"), {
    method,
    headers,
    ...(hasBody ? { body: new Uint8Array(body) } : {}),
  });
}

/** Sends an API answer: compressed, marked as this caller's own, and not again where the caller has it. */
export async function sendResponse(
  request: IncomingMessage,
  response: ServerResponse,
  answer: Response,
): Promise<void> {
  const body = Buffer.from(await answer.arrayBuffer());
  for (const [name, value] of answer.headers) {
    // One origin serves page and API: nobody else has to read it.
    if (name.startsWith("access-control-") || name === "content-length") continue;
    response.setHeader(name, value);
  }
  setCommonHeaders(response);
  response.setHeader("Cache-Control", "private, no-cache");
  response.setHeader(
    "Vary",
    "Authorization, apikey, Accept, Accept-Encoding, Accept-Profile, Prefer, Range",
  );
  if (request.method === "GET" && answer.status === 200) {
    const eTag = weakTag(body);
    response.setHeader("ETag", eTag);
    if (request.headers["if-none-match"] === eTag) {
      response.writeHead(304).end();
      return;
    }
  }
  await sendBody({ request, response, status: answer.status, body });
}

export async function sendBody(options: {
  request: IncomingMessage;
  response: ServerResponse;
  status: number;
  body: Buffer;
}): Promise<void> {
  const { request, response, status, body } = options;
  const encoding = response.hasHeader("content-encoding")
    ? "identity"
    : chooseEncoding({
        accepted: request.headers["accept-encoding"],
        contentType: String(response.getHeader("content-type") ?? ""),
        bytes: body.length,
      });
  const bytes = await compress(body, encoding, { thorough: false });
  if (encoding !== "identity") response.setHeader("Content-Encoding", encoding);
  const bodiless = request.method === "HEAD" || status === 204 || status === 304;
  if (!bodiless) response.setHeader("Content-Length", bytes.length);
  response.writeHead(status);
  response.end(bodiless ? undefined : bytes);
}

/** A refusal in the shape supabase-js turns into its error object. */
export function sendError(
  response: ServerResponse,
  { status, code, message }: { status: number; code: string; message: string },
): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  setCommonHeaders(response);
  const body = JSON.stringify({
    code,
    error_code: code,
    message,
    msg: message,
    details: null,
    hint: null,
  });
  response.writeHead(status, {
    "Content-Type": "application/json; charset=utf-8",
    "Cache-Control": "no-store",
    // Whatever of the request was not read makes the connection useless.
    ...(status === 413 ? { Connection: "close" } : {}),
  });
  response.end(body);
}

function setCommonHeaders(response: ServerResponse): void {
  for (const [name, value] of Object.entries(COMMON_HEADERS)) response.setHeader(name, value);
  response.setHeader("Content-Security-Policy", INERT_POLICY);
}

function weakTag(body: Buffer): string {
  return `W/"${createHash("sha256").update(body).digest("base64url").slice(0, 27)}"`;
}
