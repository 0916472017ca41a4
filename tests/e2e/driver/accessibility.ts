import axe from "axe-core";
import type { Page } from "playwright-core";

type AxeResult = { violations: { id: string; impact: string | null; nodes: { html: string }[] }[] };

/** Serious faults of accessibility, one line each; the map's canvas has the list as its twin. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  // The policy of the page allows no script of ours: it is evaluated, not inserted.
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(async (): Promise<AxeResult> => {
    const { axe: inPage } = window as unknown as {
      axe: { run(context: object, options: object): Promise<AxeResult> };
    };
    return inPage.run(
      { exclude: [["canvas"]] },
      { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"], resultTypes: ["violations"] },
    );
  });
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}
