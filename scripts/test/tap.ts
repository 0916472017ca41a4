export type TapResult = {
  passed: number;
  failed: number;
  skipped: number;
  failures: string[];
};

const POINT = /^\s*(not )?ok (\d+)(?: - (.*))?$/;
const PLAN = /^\s*1\.\.(\d+)/;

/** Reads the Test Anything Protocol as pgTAP prints it. A missing or unequal plan is a failure. */
export function parseTap(output: string): TapResult {
  const result: TapResult = { passed: 0, failed: 0, skipped: 0, failures: [] };
  let planned: number | undefined;
  let seen = 0;
  for (const line of output.split("\n")) {
    const plan = PLAN.exec(line);
    if (plan && !line.startsWith("    ")) planned = Number(plan[1]);
    const point = POINT.exec(line);
    if (!point || line.startsWith("    ")) continue;
    seen += 1;
    const title = point[3] ?? `test ${point[2]}`;
    if (/# (SKIP|TODO)/i.test(title)) result.skipped += 1;
    else if (point[1]) {
      result.failed += 1;
      result.failures.push(title);
    } else result.passed += 1;
  }
  if (planned === undefined || planned !== seen) {
    result.failed += 1;
    result.failures.push(`planned ${planned ?? "nothing"}, ran ${seen}`);
  }
  return result;
}
