// Run inside a network namespace by no-network.spec.ts: starts the app and asks it for the page and a sign-in.
import { execFileSync, spawn } from "node:child_process";

const routes = execFileSync("ip", ["route"], { encoding: "utf8" }).trim();
console.log(`route: ${routes === "" ? "none" : routes}`);

const app = spawn(process.execPath, ["scripts/start.mjs"], {
  stdio: ["ignore", "pipe", "inherit"],
});
process.on("exit", () => app.kill("SIGKILL"));
app.on("exit", (code) => process.exit(code ?? 1));

let log = "";
app.stdout.on("data", async (chunk) => {
  log += chunk;
  const url = /^网格 wangge: (\S+)/m.exec(log)?.[1];
  if (!url) return;
  app.stdout.removeAllListeners("data");
  const page = await fetch(url);
  console.log(`page: ${page.status}`);
  const { publishableKey, demoAccounts } = await (await fetch(`${url}/config.json`)).json();
  const [{ login, password }] = demoAccounts;
  const answer = await fetch(`${url}/auth/v1/token?grant_type=password`, {
    method: "POST",
    headers: { apikey: publishableKey, "content-type": "application/json" },
    body: JSON.stringify({ email: `${login}@wangge.local`, password }),
  });
  console.log(`sign-in: ${answer.status}`);
  process.exit(answer.ok ? 0 : 1);
});
