import { describe, expect, it } from "vitest";
import { browserForFile, type Look, photograph, VIEWPORTS } from "./driver/browser.ts";
import { appUrl, signIn, waitForMapIdle } from "./driver/journeys.ts";

const { visit } = browserForFile();

const LOOKS: Required<Look>[] = (Object.keys(VIEWPORTS) as (keyof typeof VIEWPORTS)[]).flatMap(
  (viewport) =>
    (["zh-CN", "en"] as const).flatMap((language) =>
      (["light", "dark"] as const).map((theme) => ({ viewport, language, theme })),
    ),
);

/** Written to test-results/ for a person to look at: on every run, the same screens in every look. */
describe.skipIf(!process.env.PICTURES)("pictures — skipped: only with PICTURES=1", () => {
  it.each(LOOKS)("of every screen: $viewport, $language, $theme", async (look) => {
    const name = (screen: string) => `${screen} ${look.viewport} ${look.language} ${look.theme}`;
    const { page } = await visit(appUrl(), look);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await photograph(page, name("sign-in"));

    await signIn(page, "intake_operator");
    await waitForMapIdle(page);
    await photograph(page, name("map"));
    await page.locator("[data-case-id]").first().click();
    await page.waitForURL(/case=/);
    await waitForMapIdle(page);
    await photograph(page, name("case"));
    await page.goto(new URL("/map?panel=report", appUrl()).href);
    await waitForMapIdle(page);
    await photograph(page, name("report"));
    await page.goto(new URL("/map?panel=grid&grid=2", appUrl()).href);
    await waitForMapIdle(page);
    await photograph(page, name("grid"));

    expect(page.url()).toContain("/map");
  });

  it.each(LOOKS)("of administration and audit: $viewport, $language, $theme", async (look) => {
    const name = (screen: string) => `${screen} ${look.viewport} ${look.language} ${look.theme}`;
    const admin = await visit(appUrl(), look);
    await signIn(admin.page, "system_admin");
    for (const tab of ["people", "supervisors", "units", "settings"]) {
      await admin.page.goto(new URL(`/admin/${tab}`, appUrl()).href);
      await admin.page.waitForLoadState("networkidle");
      await photograph(admin.page, name(`admin ${tab}`));
    }
    const audit = await visit(appUrl(), look);
    await signIn(audit.page, "auditor");
    await audit.page.waitForLoadState("networkidle");
    await photograph(audit.page, name("audit"));
  });
});
