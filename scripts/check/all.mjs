// `npm run check`: every static check, all of them even when one fails, with seconds of each.
import { spawnSync } from "node:child_process";
import { CHECKS } from "./checks.mjs";

let failed = 0;
for (const check of CHECKS) {
  const started = performance.now();
  const { status } = spawnSync("npm", ["run", "--silent", check], { stdio: "inherit" });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${status === 0 ? "✓" : "✗"} ${check} (${seconds} s)`);
  if (status !== 0) failed += 1;
}
process.exitCode = failed > 0 ? 1 : 0;
