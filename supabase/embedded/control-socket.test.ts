import { mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import {
  ControlError,
  type ControlServer,
  callControl,
  controlSocketPath,
  serveControl,
} from "./control-socket.ts";

let dataDir = "";
let server: ControlServer | undefined;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "wangge-control-"));
});
afterEach(async () => {
  await server?.close();
  server = undefined;
  rmSync(dataDir, { recursive: true, force: true });
});

test("a command gets its arguments, reports progress and answers", async () => {
  server = await serveControl(dataDir, {
    backup: async (args, onProgress) => {
      onProgress({ done: 0.5 });
      return { args };
    },
  });
  const seen: unknown[] = [];
  const onProgress = (progress: unknown) => seen.push(progress);
  const answer = await callControl({
    dataDir,
    command: "backup",
    args: { file: "甲" },
    onProgress,
  });
  expect(answer).toEqual({ result: { args: { file: "甲" } } });
  expect(seen).toEqual([{ done: 0.5 }]);
});

test("where no server runs the command is told so, also beside a dead server's socket", async () => {
  expect(await callControl({ dataDir, command: "backup" })).toBeUndefined();
});

test("an unknown command, and one that fails, are errors with a code", async () => {
  server = await serveControl(dataDir, {
    fails: () => Promise.reject(new ControlError("not_now", "an import is running")),
  });
  await expect(callControl({ dataDir, command: "toString" })).rejects.toMatchObject({
    code: "unknown_command",
  });
  await expect(callControl({ dataDir, command: "fails" })).rejects.toMatchObject({
    code: "not_now",
    message: "an import is running",
  });
});

test("nobody but the owner may use the socket", async () => {
  server = await serveControl(dataDir, {});
  expect(statSync(controlSocketPath(dataDir)).mode & 0o777).toBe(0o600);
});

test("a folder whose path is too long for a socket works all the same", async () => {
  const deep = join(dataDir, "a".repeat(60), "b".repeat(60));
  mkdirSync(deep, { recursive: true });
  server = await serveControl(deep, { ping: async () => "pong" });
  expect(await callControl({ dataDir: deep, command: "ping" })).toEqual({ result: "pong" });
});
