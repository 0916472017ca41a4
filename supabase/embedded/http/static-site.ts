import { randomBytes } from "node:crypto";
import { existsSync, readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { extname, join } from "node:path";
import { chooseEncoding, compress, type Encoding } from "./compression.ts";
import { sendBody } from "./exchange.ts";
import { COMMON_HEADERS, contentSecurityPolicy } from "./security-headers.ts";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".geojson": "application/geo+json; charset=utf-8",
  ".webmanifest": "application/manifest+json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".webp": "image/webp",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".woff": "font/woff",
  ".wasm": "application/wasm",
  ".txt": "text/plain; charset=utf-8",
};

const NOT_BUILT = `<!doctype html><meta charset="utf-8"><title>网格 wangge</title>
<p>网页尚未构建，请运行 <code>npm start</code>。The web app is not built yet: run <code>npm start</code>.</p>`;

export type StaticSite = {
  /** False where the address is none of ours. */
  serve(request: IncomingMessage, response: ServerResponse): Promise<boolean>;
};

/** The built app: hashed files for a year, the page itself never, and the page for every address of its router. */
export function openStaticSite(folder: string, connectTo: readonly string[] = []): StaticSite {
  const files = existsSync(folder) ? listFiles(folder) : new Set<string>();
  const compressed = new Map<string, Promise<Buffer>>();

  function kept(path: string, encoding: Encoding, body: Buffer): Promise<Buffer> {
    const key = `${encoding} ${path}`;
    const known = compressed.get(key);
    if (known) return known;
    const made = compress(body, encoding, { thorough: true });
    compressed.set(key, made);
    return made;
  }

  async function sendFile(request: IncomingMessage, response: ServerResponse, path: string) {
    const body = await readFile(join(folder, path));
    const contentType = TYPES[extname(path)] ?? "application/octet-stream";
    const accepted = request.headers["accept-encoding"];
    const encoding = chooseEncoding({ accepted, contentType, bytes: body.length });
    const bytes = await kept(path, encoding, body);
    response.writeHead(200, {
      ...COMMON_HEADERS,
      "Content-Type": contentType,
      "Content-Length": bytes.length,
      "Cache-Control": path.startsWith("/assets/")
        ? "public, max-age=31536000, immutable"
        : "public, max-age=300",
      Vary: "Accept-Encoding",
      ...(encoding === "identity" ? {} : { "Content-Encoding": encoding }),
    });
    response.end(request.method === "HEAD" ? undefined : bytes);
  }

  async function sendPage(request: IncomingMessage, response: ServerResponse) {
    const nonce = randomBytes(16).toString("base64url");
    const html = files.has("/index.html")
      ? await readFile(join(folder, "index.html"), "utf8")
      : NOT_BUILT;
    for (const [name, value] of Object.entries(COMMON_HEADERS)) response.setHeader(name, value);
    response.setHeader("Content-Type", "text/html; charset=utf-8");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("Content-Security-Policy", contentSecurityPolicy(nonce, connectTo));
    const body = Buffer.from(html.replaceAll("__CSP_NONCE__", nonce));
    await sendBody({ request, response, status: files.has("/index.html") ? 200 : 503, body });
  }

  return {
    async serve(request, response) {
      if (request.method !== "GET" && request.method !== "HEAD") return false;
      const path = pathOf(request);
      if (path === null) return false;
      if (files.has(path) && path !== "/index.html") {
        await sendFile(request, response, path);
        return true;
      }
      if (extname(path) !== "" && path !== "/index.html") return false;
      await sendPage(request, response);
      return true;
    },
  };
}

function pathOf(request: IncomingMessage): string | null {
  try {
    return decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname);
  } catch {
    return null;
  }
}

/** Only what was there at the start is served, so no address can reach outside the folder. */
function listFiles(folder: string): Set<string> {
  return new Set(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length).replaceAll("\\", "/"))
      .map((path) => (path.startsWith("/") ? path : `/${path}`)),
  );
}
