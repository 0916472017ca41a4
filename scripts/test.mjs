// `npm test`: installs what is missing and runs every test of the repository, one heavy suite after another.
// `npm test -- --only unit,contract` runs a part. The last line is `N passed, N failed, N skipped`.
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { CHECKS } from "./check/checks.mjs";
import { ensureInstalled } from "./test/ensure-installed.mjs";
import { summariseFile, summariseVitest } from "./test/summary.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

function vitest(project) {
  return (report) => ({
    command: join(root, "node_modules/.bin/vitest"),
    args: [
      "run",
      `--project=${project}`,
      "--passWithNoTests",
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${report}`,
    ],
    summarise: (code) => summariseVitest(report, code, root),
  });
}

function npmScript(name) {
  return (report) => ({
    command: "npm",
    args: ["run", "--silent", name],
    env: { TEST_REPORT: report },
    summarise: (code) => summariseFile(report, code, `npm run ${name}`),
  });
}

/** In the order of what fails fastest. `group` is the word for `--only`. */
const SUITES = [
  ...CHECKS.map((name) => ({ name, group: "check", plan: npmScript(name) })),
  { name: "unit (Node)", group: "unit", plan: vitest("node") },
  { name: "unit (jsdom)", group: "unit", plan: vitest("jsdom") },
  { name: "database (pgTAP)", group: "sql", plan: npmScript("test:sql") },
  { name: "contract", group: "contract", plan: vitest("contract") },
  { name: "browser", group: "e2e", plan: vitest("e2e") },
];
const GROUPS = [...new Set(SUITES.map((suite) => suite.group))];

function chosenGroups(args) {
  const at = args.indexOf("--only");
  if (at < 0) return GROUPS;
  const chosen = (args[at + 1] ?? "").split(",");
  const unknown = chosen.filter((group) => !GROUPS.includes(group));
  if (unknown.length > 0) {
    throw new Error(`--only takes ${GROUPS.join(", ")}; not "${unknown.join(", ")}".`);
  }
  return chosen;
}

function runLive({ command, args, env }) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: "inherit",
      env: { ...process.env, ...env },
      shell: process.platform === "win32",
    });
    child.on("error", (error) => {
      console.error(error.message);
      resolve(127);
    });
    child.on("exit", (code, signal) => resolve(signal ? 1 : (code ?? 1)));
  });
}

async function runSuite(suite, folder) {
  console.log(`\n── ${suite.name} ${"─".repeat(Math.max(1, 76 - suite.name.length))}`);
  const started = performance.now();
  const plan = suite.plan(join(folder, `${suite.name.replace(/\W+/g, "-")}.json`));
  const summary = plan.summarise(await runLive(plan));
  const seconds = (performance.now() - started) / 1000;
  return { ...summary, name: suite.name, seconds };
}

function printSummary(results) {
  console.log("\n── summary ".padEnd(80, "─"));
  for (const { name, passed, failed, skipped, seconds } of results) {
    const mark = failed > 0 ? "✗" : "✓";
    const counts = `${passed} passed, ${failed} failed, ${skipped} skipped`;
    console.log(`${mark} ${name}: ${counts} (${seconds.toFixed(1)} s)`);
  }
  const skipped = results.flatMap((result) => result.skippedSuites);
  if (skipped.length > 0) console.log(`\nSkipped:\n${skipped.map((s) => `  ${s}`).join("\n")}`);
  const failures = results.flatMap((result) => result.failures);
  if (failures.length > 0) console.log(`\nFailed:\n${failures.map((f) => `  ${f}`).join("\n")}`);
}

const sum = (results, key) => results.reduce((total, result) => total + result[key], 0);

async function main() {
  const groups = chosenGroups(process.argv.slice(2));
  ensureInstalled(root);
  mkdirSync(tmpdir(), { recursive: true });
  const folder = mkdtempSync(join(tmpdir(), "wangge-test-"));
  const results = [];
  for (const suite of SUITES.filter(({ group }) => groups.includes(group))) {
    results.push(await runSuite(suite, folder));
  }
  rmSync(folder, { recursive: true, force: true });
  printSummary(results);
  const failed = sum(results, "failed");
  console.log(
    `\n${sum(results, "passed")} passed, ${failed} failed, ${sum(results, "skipped")} skipped`,
  );
  process.exitCode = failed > 0 ? 1 : 0;
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
