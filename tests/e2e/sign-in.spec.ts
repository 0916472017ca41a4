import { describe, expect, it } from "vitest";
import { accessibilityFaults } from "./driver/accessibility.ts";
import { browserForFile } from "./driver/browser.ts";
import { appUrl, demoAccount, type Role, signIn, waitForMapIdle } from "./driver/journeys.ts";

const { visit } = browserForFile();

/** Where each role's day begins. */
const HOMES: readonly [Role, RegExp][] = [
  ["intake_operator", /\/map/],
  ["commander", /\/map/],
  ["planner", /\/map/],
  ["street_official", /\/map/],
  ["handling_unit", /\/map/],
  ["supervisor", /\/map/],
  ["wall", /\/map/],
  ["system_admin", /\/admin/],
  ["auditor", /\/audit/],
];

describe("signing in", () => {
  it.each(HOMES)("opens the home of %s", async (role, home) => {
    const { page } = await visit(appUrl());

    await signIn(page, role);
    await page.waitForURL(home);

    if (home.test("/map")) await waitForMapIdle(page);
    expect(await page.locator("#screen").textContent()).not.toBe("");
  });

  it("works by one click on a demo account", async () => {
    const { page } = await visit(appUrl());

    await page.getByRole("button", { name: /受理员/ }).click();

    await page.waitForURL(/\/map/);
  });

  it("says what to do after a wrong password, and stays", async () => {
    const { page, complaints } = await visit(appUrl());
    complaints.expect(/status of 40[01]/);

    await page.getByLabel("登录名").fill("operator");
    await page.locator('input[type="password"]').fill("not it");
    await page.getByRole("button", { name: /登\s*录/ }).click();

    await page.getByRole("alert").getByText("登录名或密码不正确").waitFor();
  });

  it("comes back to the page that was asked for", async () => {
    const { page } = await visit(new URL("/map?panel=unassigned", appUrl()).href);

    await signIn(page, "intake_operator");

    await page.waitForURL(/panel=unassigned/);
  });

  it("shows a role no more than it may use", async () => {
    const { page } = await visit(appUrl());
    await signIn(page, "handling_unit");
    await waitForMapIdle(page);

    const rail = await page.getByRole("navigation").first().textContent();

    expect(rail).not.toContain("管理");
    expect(rail).not.toContain("审计");
  });

  it("is accessible, in both languages and themes", async () => {
    for (const language of ["zh-CN", "en"] as const) {
      for (const theme of ["light", "dark"] as const) {
        const { page } = await visit(appUrl(), { language, theme });
        await page.getByRole("heading", { level: 1 }).waitFor();
        expect(await accessibilityFaults(page)).toEqual([]);
      }
    }
  });

  it("is refused to self sign-up", async () => {
    const { email, password } = { email: "me@wangge.local", password: "Wangge-2026" };
    const response = await fetch(new URL("/auth/v1/signup", appUrl()), {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email, password }),
    });

    expect(response.status).toBeGreaterThanOrEqual(400);
    expect((await demoAccount(appUrl(), "wall")).login).toBe("wall");
  });
});
