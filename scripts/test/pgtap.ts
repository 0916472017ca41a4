// `npm run test:sql`: pgTAP files and plpgsql_check against a PostgreSQL of the tests' own, with the
// bootstrap and every migration applied.
import { execFile } from "node:child_process";
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bootstrap } from "../../supabase/embedded/bootstrap.ts";
import { migrate } from "../../supabase/embedded/migrations.ts";
import { openPg } from "../../supabase/embedded/pg-database.ts";
import { type NativeCluster, nativeSkipReason, startNativeCluster } from "./native-cluster.ts";
import { checkFunctions } from "./plpgsql-check.ts";
import { parseTap } from "./tap.ts";

const supabaseFolder = fileURLToPath(new URL("../../supabase", import.meta.url));
const testsFolder = join(supabaseFolder, "tests");
const EXTENSIONS = ["postgis", "pgtap", "plpgsql_check"];
const DATABASE = "wangge_sql_tests";

type Report = {
  passed: number;
  failed: number;
  skipped: number;
  skippedSuites: string[];
  failures: string[];
};

function write(report: Report): void {
  if (process.env.TEST_REPORT) writeFileSync(process.env.TEST_REPORT, JSON.stringify(report));
  console.log(`${report.passed} passed, ${report.failed} failed, ${report.skipped} skipped`);
  process.exitCode = report.failed > 0 ? 1 : 0;
}

async function prepareDatabase(url: string, report: Report): Promise<void> {
  const database = await openPg(url);
  try {
    await bootstrap(database);
    await migrate(database, { supabaseFolder });
    await database.exec(`
      create extension pgtap with schema extensions;
      create extension plpgsql_check with schema extensions;
      create role wangge_test_clock nologin;
    `);
    const { checked, issues } = await checkFunctions(database);
    const serious = issues.filter(({ level }) => level === "error" || level === "warning");
    for (const { function: name, level, message } of issues) {
      console.log(`plpgsql_check ${level}: ${name}: ${message}`);
    }
    const broken = new Set(serious.map((issue) => issue.function));
    report.failed += broken.size;
    report.passed += checked - broken.size;
    report.failures.push(...[...broken].map((name) => `plpgsql_check: ${name}`));
    console.log(`plpgsql_check: ${checked} functions, ${broken.size} with errors or warnings`);
  } finally {
    await database.close();
  }
}

function runFile(cluster: NativeCluster, file: string): Promise<{ output: string; error: string }> {
  return new Promise((resolve) => {
    const options = `-c search_path="$user",public,extensions -c TimeZone=UTC`;
    execFile(
      join(cluster.binFolder, "psql"),
      [cluster.url(DATABASE), "-XqAt", "-v", "ON_ERROR_STOP=1", "-f", join(testsFolder, file)],
      { env: { ...process.env, PGOPTIONS: options }, maxBuffer: 64 * 1024 * 1024 },
      (failure, stdout, stderr) =>
        resolve({ output: stdout, error: failure ? stderr.trim() || failure.message : "" }),
    );
  });
}

async function runFiles(cluster: NativeCluster, files: string[], report: Report): Promise<void> {
  for (const file of files) {
    const { output, error } = await runFile(cluster, file);
    const tap = parseTap(output);
    const mark = tap.failed > 0 || error ? "✗" : "✓";
    console.log(`${mark} ${file}: ${tap.passed} passed, ${tap.failed} failed`);
    if (tap.failed > 0) console.log(output.replace(/^ok .*\n/gm, ""));
    if (error) console.log(error);
    report.passed += tap.passed;
    report.skipped += tap.skipped;
    report.failed += tap.failed + (error && tap.failed === 0 ? 1 : 0);
    report.failures.push(...tap.failures.map((failure) => `${file}: ${failure}`));
    if (error) report.failures.push(`${file}: ${error.split("\n")[0]}`);
  }
}

/** `npm run test:sql -- people` runs the files whose name contains the word. */
function chosenFiles(): string[] {
  const word = process.argv[2] ?? "";
  const all = existsSync(testsFolder) ? readdirSync(testsFolder) : [];
  return all.filter((file) => file.endsWith(".sql") && file.includes(word)).sort();
}

async function main(): Promise<void> {
  const report: Report = { passed: 0, failed: 0, skipped: 0, skippedSuites: [], failures: [] };
  const files = chosenFiles();
  const reason = nativeSkipReason(EXTENSIONS);
  if (reason) {
    report.skipped = files.length;
    report.skippedSuites = files.map((file) => `supabase/tests/${file} — skipped: ${reason}`);
    write(report);
    return;
  }
  const cluster = await startNativeCluster(EXTENSIONS);
  try {
    cluster.createDatabase(DATABASE);
    await prepareDatabase(cluster.url(DATABASE), report);
    await runFiles(cluster, files, report);
  } catch (error) {
    console.error(error);
    report.failed += 1;
    report.failures.push(error instanceof Error ? (error.message.split("\n")[0] ?? "") : "failed");
  } finally {
    await cluster.stop();
  }
  write(report);
}

await main();
