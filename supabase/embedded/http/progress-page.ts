import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { COMMON_HEADERS } from "./security-headers.ts";

export type Health = {
  status: "starting" | "ready" | "failed";
  phase: string;
  detail: string;
  elapsed_ms: number;
};

const TITLES: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  listen: ["正在启动", "Starting"],
  open: ["正在打开数据库", "Opening the database"],
  bootstrap: ["正在准备数据库", "Preparing the database"],
  migrate: ["正在更新数据库结构", "Updating the database"],
  api: ["正在启动接口", "Starting the API"],
  populate: ["正在生成演示城市", "Building the demo city"],
  ready: ["已就绪", "Ready"],
};

export function sendHealth(response: ServerResponse, health: Health): void {
  response.writeHead(health.status === "ready" ? 200 : 503, {
    ...COMMON_HEADERS,
    "Content-Type": "application/json; charset=utf-8",
    "Cache-Control": "no-store",
  });
  response.end(JSON.stringify(health));
}

/** What a browser sees that is quicker than the database; it asks again by itself every second. */
export function sendProgress(
  request: IncomingMessage,
  response: ServerResponse,
  health: Health,
): void {
  const wantsPage = (request.headers.accept ?? "").includes("text/html");
  if (!wantsPage) {
    sendHealth(response, health);
    return;
  }
  const nonce = randomBytes(16).toString("base64url");
  const [zh, en] = TITLES[health.phase] ?? [health.phase, health.phase];
  const seconds = Math.round(health.elapsed_ms / 1000);
  response.writeHead(503, {
    ...COMMON_HEADERS,
    "Content-Type": "text/html; charset=utf-8",
    "Cache-Control": "no-store",
    "Retry-After": "1",
    "Content-Security-Policy": `default-src 'none'; style-src 'nonce-${nonce}'; base-uri 'none'; frame-ancestors 'none'`,
  });
  response.end(page({ nonce, zh, en, seconds, detail: health.detail }));
}

function page(text: { nonce: string; zh: string; en: string; seconds: number; detail: string }) {
  return `<!doctype html>
<html lang="zh-CN"><meta charset="utf-8"><meta http-equiv="refresh" content="1">
<meta name="viewport" content="width=device-width"><title>网格 wangge</title>
<style nonce="${text.nonce}">
  :root { color-scheme: light dark; font-family: system-ui, "Noto Sans SC", sans-serif }
  body { display: grid; place-content: center; min-height: 100vh; margin: 0; text-align: center }
  p { margin: .25rem; color: GrayText } h1 { font-weight: 600 }
</style>
<body><main role="status"><h1>网格 wangge</h1>
<p>${text.zh}… ${text.seconds} 秒</p><p>${text.en}… ${text.seconds} s</p><p>${escapeHtml(text.detail)}</p>
</main></body></html>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}
