import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openStack } from "../../supabase/embedded/stack.ts";
import { type RunningServer, startServer } from "../../supabase/embedded/start-server.ts";
import { startTestServer } from "../fixtures/test-stack.ts";
import { clientOf, emailOf, makeAccount, signedIn } from "./accounts.ts";
import { contractFolder } from "./backends.ts";

let server: RunningServer;
const whileStarting: { status: number; body: string; type: string }[] = [];
let looked: Promise<unknown> = Promise.resolve();
beforeAll(async () => {
  server = await startTestServer("embedded", {
    stack: { supabaseFolder: contractFolder },
    limits: { signIn: { burst: 12, perSecond: 0.001 }, write: { burst: 100, perSecond: 0.001 } },
    onListening: (url) => {
      looked = Promise.all(["/healthz", "/", "/rest/v1/notes"].map((path) => look(url + path)));
    },
  });
  await looked;
  await makeAccount(server.stack.db, "anna");
});
afterAll(() => server.close());

async function look(url: string): Promise<void> {
  const answer = await fetch(url, { headers: { accept: "text/html" } });
  const type = answer.headers.get("content-type") ?? "";
  whileStarting.push({ status: answer.status, body: await answer.text(), type });
}

test("it answers before the database is open: health, a page in both languages, no half API", () => {
  expect(whileStarting.map(({ status }) => status)).toEqual([503, 503, 503]);
  const bodies = whileStarting.map(({ body }) => body).join();
  expect(bodies).toContain('"status":"starting"');
  expect(bodies).toMatch(/正在.*秒/);
  expect(bodies).toContain("Opening the database");
});

test("ready is said to whoever asks", async () => {
  const answer = await fetch(`${server.url}/healthz`);
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({ status: "ready", phase: "ready" });
});

test("the configuration of the page holds the address and the publishable key, and no secret", async () => {
  const text = await (await fetch(`${server.url}/config.json`)).text();
  const { publishableKey, secretKey, jwtSecret } = server.stack.secrets;
  expect(JSON.parse(text)).toEqual({
    url: server.url,
    publishableKey,
    mode: "embedded",
    demo: false,
  });
  expect(text).not.toContain(secretKey);
  expect(text).not.toContain(jwtSecret);
});

test("only the owner of the folder reads its keys, and no address serves them", async () => {
  const file = join(server.stack.dataDir, "keys.json");
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const { jwtSecret } = JSON.parse(readFileSync(file, "utf8"));
  for (const path of [
    "/keys.json",
    "/.wangge/keys.json",
    "/../keys.json",
    "/_system",
    "/_studio",
  ]) {
    expect(await (await fetch(server.url + path)).text()).not.toContain(jwtSecret);
  }
});

test("a request from this machine without a key is nobody, never the administrator", async () => {
  for (const headers of [{}, { origin: server.url }, { authorization: "Bearer x" }]) {
    const answer = await fetch(`${server.url}/rest/v1/notes`, { headers });
    expect(answer.status).toBe(401);
  }
});

test("a second process on the folder, and a second server on the port, are refused in one line", async () => {
  const { dataDir } = server.stack;
  await expect(openStack({ dataDir })).rejects.toThrow(
    /^数据目录 .* in use by another process [^\n]*$/,
  );
  const port = Number(new URL(server.url).port);
  await expect(startServer({ listen: { port } })).rejects.toThrow(/^端口 .* is in use[^\n]*$/);
});

test("a body over the limit is refused before it is read", async () => {
  const answer = await fetch(`${server.url}/auth/v1/token?grant_type=password`, {
    method: "POST",
    body: "x".repeat(100_000),
  });
  expect(answer.status).toBe(413);
});

test("other origins are not let in by CORS", async () => {
  const { publishableKey: apikey } = server.stack.secrets;
  const answer = await fetch(`${server.url}/auth/v1/settings`, {
    headers: { apikey, origin: "https://evil.example" },
  });
  expect(answer.status).toBe(200);
  expect(answer.headers.get("access-control-allow-origin")).toBeNull();
});

test("writes of one session beyond the limit are refused, another session's are not", async () => {
  const anna = await signedIn(server, "anna");
  const answers: (string | undefined)[] = [];
  for (let call = 0; call <= 100; call += 1) answers.push((await anna.rpc("whoami")).error?.code);
  expect(answers.filter((code) => code === "over_request_rate_limit")).toHaveLength(1);
  const again = await signedIn(server, "anna");
  expect((await again.rpc("whoami")).error).toBeNull();
});

test("sign-ins from one address are limited", async () => {
  const client = clientOf(server);
  const codes: (string | undefined)[] = [];
  for (let attempt = 0; attempt < 12; attempt += 1) {
    const { error } = await client.auth.signInWithPassword({
      email: emailOf("nobody"),
      password: "x",
    });
    codes.push(error?.code);
  }
  expect(codes).toContain("over_request_rate_limit");
});
