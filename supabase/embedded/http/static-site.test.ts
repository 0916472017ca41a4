import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Listener, listen } from "./listener.ts";
import { openStaticSite } from "./static-site.ts";

let folder = "";
let listener: Listener;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "wangge-site-"));
  const dist = join(folder, "dist");
  mkdirSync(join(dist, "assets"), { recursive: true });
  writeFileSync(join(folder, "keys.json"), "secret");
  writeFileSync(join(dist, "index.html"), '<style nonce="__CSP_NONCE__"></style><p>page');
  writeFileSync(join(dist, "assets/app-1a2b.js"), `// ${"x".repeat(5000)}`);
  const site = openStaticSite(dist, ["https://p.supabase.co"]);
  listener = await listen({ host: "127.0.0.1", port: 0 }, (request, response) => {
    void site.serve(request, response).then((served) => served || response.writeHead(404).end());
  });
});
afterAll(async () => {
  await listener.close();
  rmSync(folder, { recursive: true, force: true });
});

test("each page has a nonce of its own, in the policy and in the styles", async () => {
  const nonces = new Set<string>();
  for (let visit = 0; visit < 2; visit += 1) {
    const answer = await fetch(listener.url);
    const policy = answer.headers.get("content-security-policy") ?? "";
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? "";
    expect(await answer.text()).toContain(`nonce="${nonce}"`);
    expect(policy).toContain("connect-src 'self' https://p.supabase.co");
    expect(policy).not.toContain("unsafe");
    expect(answer.headers.get("cache-control")).toBe("no-store");
    nonces.add(nonce);
  }
  expect(nonces.size).toBe(2);
});

test("every address of the router is the page, a missing file is none", async () => {
  expect(await (await fetch(`${listener.url}/cases/12?panel=grid`)).text()).toContain("page");
  expect((await fetch(`${listener.url}/assets/gone.js`)).status).toBe(404);
});

test("a hashed file is kept for a year and comes compressed", async () => {
  const answer = await fetch(`${listener.url}/assets/app-1a2b.js`, {
    headers: { "accept-encoding": "br" },
  });
  expect(answer.headers.get("cache-control")).toContain("immutable");
  expect(answer.headers.get("content-encoding")).toBe("br");
  expect(Number(answer.headers.get("content-length"))).toBeLessThan(500);
  expect(await answer.text()).toHaveLength(5003);
});

test("no address reaches outside the folder", async () => {
  for (const path of [
    "/../keys.json",
    "/%2e%2e/keys.json",
    "/assets/..%2f..%2fkeys.json",
    "/%zz",
  ]) {
    const answer = await fetch(listener.url + path);
    expect(await answer.text()).not.toContain("secret");
  }
});

test("a busy port is said in one line", async () => {
  const port = Number(new URL(listener.url).port);
  const second = listen({ host: "127.0.0.1", port }, () => {});
  await expect(second).rejects.toThrow(
    new RegExp(`^端口 ${port} 已被占用.*Port ${port} is in use[^\n]*$`),
  );
});
