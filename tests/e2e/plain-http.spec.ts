import { rmSync } from "node:fs";
import { networkInterfaces } from "node:os";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AppServer, startApp } from "./driver/app-server.ts";
import { browserForFile } from "./driver/browser.ts";
import { copyOfDemoFolder } from "./driver/demo-folder.ts";
import { signIn, waitForLive, waitForMapIdle } from "./driver/journeys.ts";

/** The machine's own address, which no browser takes for a secure origin. */
const address = Object.values(networkInterfaces())
  .flatMap((list) => list ?? [])
  .find(({ family, internal }) => family === "IPv4" && !internal)?.address;
const reason = address ? "" : "skipped: this machine has no address of its own";

const { visit } = browserForFile();
let dataDir: string;
let server: AppServer;

describe.skipIf(reason)(`plain http on the machine's own address ${reason}`, () => {
  beforeAll(async () => {
    dataDir = await copyOfDemoFolder();
    server = await startApp({ dataDir, env: { HOST: address ?? "" } });
  });

  afterAll(async () => {
    await server?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it("works, though the browser gives no secure context", async () => {
    const { page } = await visit(server.url);
    expect(await page.evaluate(() => isSecureContext)).toBe(false);

    await signIn(page, "intake_operator", server.url);
    await waitForMapIdle(page);
    await waitForLive(page, "live");
    await page.locator("[data-case-id]").first().click();

    await page.getByText("办理经过", { exact: true }).waitFor();
  });

  it("warns in the terminal that passwords can be read on the way", () => {
    expect(server.log()).toMatch(/plain http/);
  });
});
