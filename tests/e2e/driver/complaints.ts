import type { Page } from "playwright-core";

export type Complaints = {
  found: string[];
  /** From now on a complaint that matches is expected, as when the server is killed. */
  expect(pattern: RegExp): void;
};

/** Everything a page should never say: errors, refused resources, breaches of the content security policy. */
export async function collectComplaints(page: Page): Promise<Complaints> {
  const expected: RegExp[] = [];
  const complaints: Complaints = { found: [], expect: (pattern) => void expected.push(pattern) };
  const add = (text: string) => {
    if (!expected.some((pattern) => pattern.test(text))) complaints.found.push(text);
  };
  page.on("console", (message) => {
    if (message.type() === "error") add(`console: ${message.text()} (${message.location().url})`);
  });
  page.on("pageerror", (error) =>
    add(`uncaught: ${error.name}: ${error.message} ${error.stack ?? ""}`),
  );
  page.on("request", (request) => {
    const { hostname, protocol } = new URL(request.url());
    const isOwn = hostname === new URL(page.url() || "about:blank").hostname;
    if (protocol.startsWith("http") && !isOwn && page.url().startsWith("http")) {
      add(`a request left the machine: ${request.url()}`);
    }
  });
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      console.error(`CSP ${event.violatedDirective}: ${event.blockedURI} ${event.sourceFile}`);
    });
  });
  return complaints;
}
