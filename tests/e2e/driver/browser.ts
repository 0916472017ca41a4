import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { repository } from "./app-server.ts";
import { type Complaints, collectComplaints } from "./complaints.ts";
import { CHROMIUM_FLAGS, findBrowser } from "./find-browser.ts";

export const VIEWPORTS = {
  desk: { width: 1440, height: 900 },
  wall: { width: 1920, height: 1080 },
  phone: { width: 390, height: 844 },
} as const;

export type Look = {
  viewport?: keyof typeof VIEWPORTS;
  language?: "zh-CN" | "en";
  theme?: "light" | "dark";
};

export type Visit = { page: Page; context: BrowserContext; complaints: Complaints };

export const resultsFolder: string = join(repository, "test-results");

/** Every wait of a browser test: software rendering on two cores is slow, hanging is longer. */
const PATIENCE_MS = 45_000;

let browser: Browser | undefined;
let visits: Visit[] = [];

/** Call at the top of a file of browser tests: one browser for the file, one fresh profile a visit. */
export function browserForFile(): { visit: (url: string, look?: Look) => Promise<Visit> } {
  beforeAll(async () => {
    const { executablePath, env } = await findBrowser();
    browser = await chromium.launch({ executablePath, env, args: [...CHROMIUM_FLAGS] });
  });
  afterEach(async ({ task }) => {
    const open = visits;
    visits = [];
    const faults = open.flatMap(({ complaints }) => complaints.found);
    if (task.result?.state === "fail" || faults.length > 0) {
      for (const { page } of open) await photograph(page, `failed ${task.name}`);
    }
    for (const { context } of open) await context.close();
    expect(faults).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
  });
  return { visit: openVisit };
}

async function openVisit(url: string, look: Look = {}): Promise<Visit> {
  if (!browser) throw new Error("Call browserForFile() at the top of the file.");
  const isPhone = look.viewport === "phone";
  const context = await browser.newContext({
    viewport: VIEWPORTS[look.viewport ?? "desk"],
    locale: look.language ?? "zh-CN",
    timezoneId: "Asia/Shanghai",
    colorScheme: look.theme ?? "light",
    reducedMotion: "reduce",
    hasTouch: isPhone,
    isMobile: isPhone,
  });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  const complaints = await collectComplaints(page);
  const { language = "zh-CN", theme = "light" } = look;
  // Only at the first opening, so that a choice made in the test is not undone by a reload.
  await page.addInitScript(
    ([chosenLanguage, chosenTheme]) => {
      if (localStorage.getItem("wangge.language")) return;
      localStorage.setItem("wangge.language", chosenLanguage);
      localStorage.setItem("wangge.theme", chosenTheme);
    },
    [language, theme] as const,
  );
  const opened = { page, context, complaints };
  visits.push(opened);
  await page.goto(url);
  return opened;
}

/** A picture into test-results/, for a person to look at. */
export async function photograph(page: Page, name: string): Promise<void> {
  mkdirSync(resultsFolder, { recursive: true });
  const file = `${name.replace(/[^\p{L}\p{N}]+/gu, "-").slice(0, 100)}.png`;
  if (!page.isClosed()) await page.screenshot({ path: join(resultsFolder, file) });
}
