// Counts of one suite, read from the JSON report of vitest.
import { existsSync, readFileSync } from "node:fs";
import { relative } from "node:path";

const SKIPPED = new Set(["skipped", "pending", "todo", "disabled"]);

function emptySummary() {
  return { passed: 0, failed: 0, skipped: 0, skippedSuites: [], failures: [] };
}

/** Name and reason as the suite states them: `describe.skip("name — skipped: reason")`. */
function skippedSuiteName(file, assertion) {
  const titles = assertion.ancestorTitles ?? [];
  const withReason = titles.find((title) => title.includes("skipped:"));
  return `${file}: ${withReason ?? [...titles, assertion.title].join(" › ")}`;
}

export function summariseVitest(reportFile, exitCode, root) {
  const summary = emptySummary();
  if (!existsSync(reportFile)) {
    if (exitCode !== 0) Object.assign(summary, { failed: 1, failures: ["vitest did not report"] });
    return summary;
  }
  const skippedSuites = new Map();
  for (const file of JSON.parse(readFileSync(reportFile, "utf8")).testResults) {
    const name = relative(root, file.name);
    for (const assertion of file.assertionResults) {
      if (assertion.status === "passed") summary.passed += 1;
      else if (SKIPPED.has(assertion.status)) {
        summary.skipped += 1;
        const suite = skippedSuiteName(name, assertion);
        skippedSuites.set(suite, (skippedSuites.get(suite) ?? 0) + 1);
      } else {
        summary.failed += 1;
        summary.failures.push(`${name}: ${assertion.fullName}`);
      }
    }
    const broken = file.status === "failed" && !file.assertionResults.some(isFailed);
    if (broken) {
      summary.failed += 1;
      summary.failures.push(`${name}: ${(file.message ?? "").split("\n")[0] || "did not load"}`);
    }
  }
  summary.skippedSuites = [...skippedSuites].map(([suite, count]) => `${suite} (${count})`);
  if (exitCode !== 0 && summary.failed === 0) {
    summary.failed = 1;
    summary.failures.push("vitest ended with an error outside any test: see above");
  }
  return summary;
}

function isFailed(assertion) {
  return assertion.status === "failed";
}

/** A suite that writes its own summary file, or one that only has an exit code. */
export function summariseFile(reportFile, exitCode, name) {
  if (existsSync(reportFile)) {
    const report = { ...emptySummary(), ...JSON.parse(readFileSync(reportFile, "utf8")) };
    if (exitCode !== 0 && report.failed === 0) {
      report.failed = 1;
      report.failures.push(`${name} ended with exit code ${exitCode}`);
    }
    return report;
  }
  const failed = exitCode === 0 ? 0 : 1;
  return {
    ...emptySummary(),
    passed: 1 - failed,
    failed,
    failures: failed ? [name] : [],
  };
}
