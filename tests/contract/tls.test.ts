import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { serveSite } from "../../supabase/embedded/serve-site.ts";

const hasOpenssl = spawnSync("openssl", ["version"]).status === 0;
const name = "the page alone, for a Supabase project elsewhere, over TLS";

describe.skipIf(!hasOpenssl)(hasOpenssl ? name : `${name} — skipped: no openssl`, () => {
  let folder = "";
  let site: { url: string; close(): Promise<void> } | undefined;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "wangge-tls-"));
    const [certFile, keyFile] = [join(folder, "cert.pem"), join(folder, "key.pem")];
    const subject = ["-subj", "/CN=localhost", "-days", "1", "-nodes"];
    const files = ["-keyout", keyFile, "-out", certFile];
    spawnSync("openssl", ["req", "-x509", "-newkey", "rsa:2048", ...subject, ...files]);
    writeFileSync(join(folder, "index.html"), "<p>page");
    site = await serveSite({
      listen: { host: "localhost", port: 0, tls: { certFile, keyFile } },
      distFolder: folder,
      supabaseUrl: "https://abc.supabase.co",
      publishableKey: "sb_publishable_x",
    });
  });
  afterAll(async () => {
    await site?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const get = (path: string): Promise<{ body: string; policy: string }> =>
    new Promise((resolve, reject) => {
      const ca = readFileSync(join(folder, "cert.pem"));
      request(new URL(path, site?.url), { ca }, (answer) => {
        let body = "";
        answer.on("data", (chunk) => {
          body += chunk;
        });
        const policy = String(answer.headers["content-security-policy"] ?? "");
        answer.on("end", () => resolve({ body, policy }));
      })
        .on("error", reject)
        .end();
    });

  test("the page may talk to that project and to nobody else", async () => {
    const { body, policy } = await get("/cases");
    expect(body).toBe("<p>page");
    expect(policy).toContain("connect-src 'self' https://abc.supabase.co wss://abc.supabase.co;");
  });

  test("its configuration names the project", async () => {
    expect(JSON.parse((await get("/config.json")).body)).toEqual({
      url: "https://abc.supabase.co",
      publishableKey: "sb_publishable_x",
      mode: "supabase",
      demo: false,
    });
  });
});
