import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { accessibilityFaults } from "./driver/accessibility.ts";
import { browserForFile } from "./driver/browser.ts";
import { appUrl, signIn, waitForMapIdle } from "./driver/journeys.ts";

const { visit } = browserForFile();

async function openMenu(page: Page): Promise<void> {
  await page.getByRole("button", { name: /偏好与退出|preferences/i }).click();
}

describe("language and theme", () => {
  it("change at once and stay after a reload", async () => {
    const { page } = await visit(appUrl());
    await signIn(page, "intake_operator");
    await waitForMapIdle(page);
    await openMenu(page);

    await page.getByText("English", { exact: true }).click();
    await page.getByText("Dark", { exact: true }).click();
    await page.getByText("Sign out").waitFor();
    await page.reload();
    await waitForMapIdle(page);

    await page.locator("html[lang=en]").waitFor({ state: "attached" });
    const isDark = await page.evaluate(() => {
      const [red = 255] = getComputedStyle(document.body).backgroundColor.match(/\d+/g) ?? [];
      return Number(red) < 100;
    });
    expect(isDark).toBe(true);
  });

  it("leave no Chinese word untranslated in the English frame", async () => {
    const { page } = await visit(appUrl(), { language: "en" });
    await signIn(page, "intake_operator");
    await waitForMapIdle(page);

    const words = await page.evaluate(() => {
      const frame = [...document.querySelectorAll("nav, header")].map((part) =>
        part.cloneNode(true),
      );
      for (const part of frame) {
        // People and places keep their names.
        for (const name of (part as Element).querySelectorAll("[aria-hidden]")) name.remove();
      }
      return frame.map((part) => part.textContent).join(" ");
    });

    expect(words.replace("网格 wangge", "")).not.toMatch(/\p{Script=Han}/u);
  });
});

describe("signing out", () => {
  it("wipes what the browser kept, but for theme and language", async () => {
    const { page, complaints } = await visit(appUrl());
    // A question under way when the session ends is answered so.
    complaints.expect(/status of 401/);
    await signIn(page, "intake_operator");
    await waitForMapIdle(page);
    await openMenu(page);
    await page.getByText("退出登录").click();
    await page.getByText("本机保留的数据已清除").waitFor();

    const kept = await page.evaluate(async () => ({
      local: Object.keys(localStorage).filter((key) => !/^wangge\.(theme|language)$/.test(key)),
      session: Object.keys(sessionStorage),
      databases: (await indexedDB.databases()).map(({ name }) => name),
      caches: await caches.keys(),
    }));

    expect(kept).toEqual({ local: [], session: [], databases: [], caches: [] });
  });
});

describe("the keyboard alone", () => {
  it("signs in, opens a case and goes back", async () => {
    const { page } = await visit(appUrl());
    await page.getByLabel("登录名").waitFor();
    await page.keyboard.type("operator");
    await page.keyboard.press("Tab");
    await page.keyboard.type("wangge-demo");
    await page.keyboard.press("Enter");
    await waitForMapIdle(page);

    await page.locator("[data-case-id]").first().focus();
    await page.keyboard.press("Enter");
    await page.getByText("办理经过", { exact: true }).waitFor();
    await page.keyboard.press("Escape");

    await page.locator("[data-case-id]").first().waitFor();
  });

  it("reaches every action by the palette", async () => {
    const { page } = await visit(appUrl());
    await signIn(page, "intake_operator");
    await waitForMapIdle(page);

    await page.keyboard.press("Control+k");
    await page.getByPlaceholder(/输入名称/).fill("sb");

    await page.getByRole("option", { name: /上报案卷/ }).waitFor();
  });
});

describe("a telephone", () => {
  it("has map, list and case within its 390 pixels, without scrolling sideways", async () => {
    const { page } = await visit(appUrl(), { viewport: "phone" });
    await signIn(page, "intake_operator");
    await waitForMapIdle(page);

    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - window.innerWidth,
    );

    expect(overflow).toBeLessThanOrEqual(0);
    await page.locator("[data-case-id]").first().click();
    await page.getByText("为什么归这个网格", { exact: true }).waitFor();
  });
});

describe("accessibility of the workspace", () => {
  it.each(["light", "dark"] as const)("has no serious fault in %s", async (theme) => {
    const { page } = await visit(appUrl(), { theme });
    await signIn(page, "intake_operator");
    await waitForMapIdle(page);

    expect(await accessibilityFaults(page)).toEqual([]);
  });
});
