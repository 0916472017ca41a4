import { execFileSync, spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { repository } from "./driver/app-server.ts";
import { copyOfDemoFolder } from "./driver/demo-folder.ts";

/** A network namespace of its own: a loopback and no route to anywhere. */
function unshareMissing(): string {
  try {
    execFileSync("unshare", ["--net", "true"], { stdio: "ignore" });
    return "";
  } catch {
    return "skipped: a network namespace needs root and util-linux here";
  }
}

const reason = unshareMissing();

describe.skipIf(reason)(`a machine without a route ${reason}`, () => {
  it("starts the app, serves the page and signs in", async () => {
    const dataDir = await copyOfDemoFolder();
    try {
      const output = await runInside(dataDir);

      expect(output).toContain("route: none");
      expect(output).toContain("page: 200");
      expect(output).toContain("sign-in: 200");
    } finally {
      rmSync(dataDir, { recursive: true, force: true });
    }
  });
});

function runInside(dataDir: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      "unshare",
      ["--net", "sh", "-c", "ip link set lo up; exec node tests/e2e/driver/start-and-ask.mjs"],
      {
        cwd: repository,
        env: { ...process.env, DATA_DIR: dataDir, PORT: "8080", DATABASE_URL: "" },
        stdio: ["ignore", "pipe", "pipe"],
      },
    );
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk: Buffer) => {
        output += chunk.toString();
      });
    }
    child.once("error", reject);
    child.once("exit", (code) => (code === 0 ? resolve(output) : reject(new Error(output))));
  });
}
