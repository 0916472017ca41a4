import type { Page } from "playwright-core";
import { beforeEach, describe, expect, it } from "vitest";
import { browserForFile } from "./driver/browser.ts";
import { appUrl, askMap, signIn, waitForMapIdle } from "./driver/journeys.ts";

const { visit } = browserForFile();
let page: Page;

/** The middle of the view lies on land: the map opens on the whole city. */
async function middleOfTheCity(): Promise<{ lng: number; lat: number }> {
  return askMap(page, "camera");
}

async function chooseClass(): Promise<void> {
  await page.locator("#report-class").fill("暴露垃圾");
  await page.getByRole("option").first().waitFor({ state: "attached" });
  await page.keyboard.press("Enter");
}

async function submit(): Promise<void> {
  await page.getByRole("button", { name: "提交上报" }).click();
  await page.getByText("办理经过", { exact: true }).waitFor();
}

beforeEach(async () => {
  ({ page } = await visit(appUrl()));
  await signIn(page, "intake_operator");
  await waitForMapIdle(page);
  await page.getByRole("button", { name: /(^|\s)上报$/ }).click();
  await page.getByText("上报案卷").first().waitFor();
});

describe("a report", () => {
  it("is placed by a click on the map, and its grid is seen before it is filed", async () => {
    const box = await page.locator('[data-testid="map"]').boundingBox();
    if (!box) throw new Error("The map is not on the screen.");
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);

    await page.getByText("将归属").waitFor();
    await chooseClass();
    await submit();

    await page.getByText("责任网格的三名监督员").waitFor();
  });

  it.each(["WGS 84", "CGCS2000", "GCJ-02", "BD-09"])(
    "is placed by a coordinate typed in %s",
    async (system) => {
      const { lng, lat } = await middleOfTheCity();
      await page.locator("#report-coordinate").fill(`${lng.toFixed(6)}, ${lat.toFixed(6)}`);
      await page.getByRole("combobox", { name: "坐标系" }).click();
      await page
        .locator(".ant-select-item-option-content")
        .filter({ hasText: new RegExp(system.replace(/[- ]/g, ".?"), "i") })
        .first()
        .click();

      await page.getByText("将归属").waitFor();
      await chooseClass();
      await submit();
      await expect.poll(() => page.url(), { timeout: 20_000 }).toMatch(/case=\d+/);
    },
  );

  it("says what is wrong with a coordinate it cannot read", async () => {
    await page.locator("#report-coordinate").fill("东经一百");

    await page.getByText("读不出坐标").waitFor();
  });
});
