import type { Page } from "playwright-core";
import { expect, inject } from "vitest";

export type Role =
  | "intake_operator"
  | "shift_leader"
  | "dispatcher"
  | "inspector"
  | "commander"
  | "planner"
  | "street_official"
  | "handling_unit"
  | "handler"
  | "supervisor"
  | "assessor"
  | "system_admin"
  | "auditor"
  | "wall";

type DemoAccount = { login: string; role: Role; password: string };

export function appUrl(): string {
  return inject("appUrl");
}

export async function demoAccount(url: string, role: Role): Promise<DemoAccount> {
  const response = await fetch(new URL("/config.json", url));
  // Our own server's answer; a missing account is told below.
  const { demoAccounts = [] } = (await response.json()) as { demoAccounts?: DemoAccount[] };
  const account = demoAccounts.find((one) => one.role === role);
  if (!account) throw new Error(`The demo city has no account for ${role}.`);
  return account;
}

/** By the form, as a person does. */
export async function signIn(page: Page, role: Role, url: string = appUrl()): Promise<void> {
  const { login, password } = await demoAccount(url, role);
  await page.locator('input[autocomplete="username"]').fill(login);
  await page.locator('input[autocomplete="current-password"]').fill(password);
  await page.locator('input[autocomplete="current-password"]').press("Enter");
  await page.getByRole("main").and(page.locator("#screen")).waitFor();
}

/** The map says when its picture stands. */
export async function waitForMapIdle(page: Page): Promise<void> {
  await page.locator('[data-testid="map"][data-map-idle="true"]').waitFor();
}

export async function waitForLive(page: Page, state: "live" | "catching_up" | "offline") {
  await page.locator(`[data-live="${state}"]`).waitFor();
}

/** Asks the map through its test hook; throws where the map did not start. */
export async function askMap<T>(
  page: Page,
  question: "level" | "pointCount" | "camera" | "pointsShown" | "labels" | "hoveredGrid",
): Promise<T> {
  return page.evaluate((name) => {
    const hook = window.__wangge?.map;
    if (!hook) throw new Error("The map did not start.");
    return hook[name]() as never;
  }, question);
}

/** Polls by the page's own frames until the answer is as wanted. */
export async function expectMap(page: Page, question: "level" | "pointCount", wanted: number) {
  await expect.poll(() => askMap<number>(page, question), { timeout: 45_000 }).toBe(wanted);
}
