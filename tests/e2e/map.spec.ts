import type { Page } from "playwright-core";
import { beforeEach, describe, expect, it } from "vitest";
import { browserForFile } from "./driver/browser.ts";
import { appUrl, askMap, expectMap, signIn, waitForMapIdle } from "./driver/journeys.ts";

const { visit } = browserForFile();
let page: Page;

/** A double click in the middle of the map: one level down. */
async function drillInTheMiddle(): Promise<void> {
  const box = await page.locator('[data-testid="map"]').boundingBox();
  if (!box) throw new Error("The map is not on the screen.");
  await page.mouse.dblclick(box.x + box.width / 2, box.y + box.height / 2);
}

beforeEach(async () => {
  ({ page } = await visit(appUrl()));
  await signIn(page, "intake_operator");
  await waitForMapIdle(page);
});

describe("levels of the map", () => {
  it("follow the zoom, and can be pinned", async () => {
    await expectMap(page, "level", 2);

    await page
      .locator("label")
      .filter({ hasText: /^社区$/ })
      .click();

    await expectMap(page, "level", 4);
    await page.waitForURL(/level=4/);
  });

  it("have labels in Chinese that are really drawn", async () => {
    const labels = await askMap<string[]>(page, "labels");

    expect(labels.length).toBeGreaterThan(3);
    expect(labels.join("")).toMatch(/\p{Script=Han}/u);
  });

  it("are gone down by a double click and up by Escape", async () => {
    await drillInTheMiddle();
    await page.waitForURL(/grid=\d+/);
    const district = new URL(page.url()).searchParams.get("grid");
    await page.keyboard.press("Escape");

    await expect
      .poll(() => new URL(page.url()).searchParams.get("grid"), { timeout: 20_000 })
      .not.toBe(district);
  });
});

describe("a grid", () => {
  it("found by its name says who answers for it, at every level", async () => {
    const [label = ""] = await askMap<string[]>(page, "labels");
    await page.getByLabel("搜索网格、案卷、人员").fill(label.split("\n")[0] ?? "");
    await page.getByRole("option").first().waitFor({ state: "attached" });
    await page.keyboard.press("Enter");

    await page.getByText("各级责任人").waitFor();
    await page.waitForURL(/grid=\d+/);
  });

  it("of the fourth level names its three supervisors", async () => {
    await page
      .locator("label")
      .filter({ hasText: /^社区$/ })
      .click();
    await expectMap(page, "level", 4);
    await waitForMapIdle(page);
    const box = await page.locator('[data-testid="map"]').boundingBox();
    if (!box) throw new Error("The map is not on the screen.");
    await page.mouse.click(box.x + box.width / 2 + 3, box.y + box.height / 2 + 3);

    await page.getByText("三名监督员").waitFor();
    await page.getByText(/监督员 3/).waitFor();
  });
});

describe("a case", () => {
  it("opens from the list, with its history, chain and the reason for its grid", async () => {
    await page.locator("[data-case-id]").first().click();

    for (const heading of ["为什么归这个网格", "责任网格链", "办理经过"]) {
      await page.getByText(heading, { exact: true }).waitFor();
    }
    await page.waitForURL(/case=\d+/);
  });

  it("is still there after a reload: everything is in the URL", async () => {
    await page.locator("[data-case-id]").first().click();
    await page.getByText("办理经过", { exact: true }).waitFor();
    await page.reload();

    await page.getByText("办理经过", { exact: true }).waitFor();
  });
});

describe("the queue of unassigned cases", () => {
  it("is always in sight of the intake centre, with its count", async () => {
    await page.getByText("待落格").first().click();

    await page.getByText("这些上报没有网格可归").waitFor();
  });
});
