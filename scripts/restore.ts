// `npm run restore FILE|latest [-- --force]`: a backup into the folder (DATA_DIR) or into PostgreSQL
// (DATABASE_URL). That is also the road from pilot to city.
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { readEnvironment } from "./backup/environment.ts";
import { restore } from "./backup/restore-target.ts";

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { force: { type: "boolean", default: false } },
    allowPositionals: true,
  });
  const [source] = positionals;
  if (!source || positionals.length > 1) {
    throw new Error("用法 usage: npm run restore FILE|latest [-- --force]");
  }
  const report = await restore({
    source: source === "latest" ? source : resolve(source),
    ...readEnvironment(),
    // npm keeps a --force that is not behind its own `--` for itself, and says so only here.
    force: values.force || process.env.npm_config_force === "true",
    onStep: (text) => console.log(text),
  });
  console.log(
    `已恢复 restored ${report.file} (${report.createdAt}): ${report.rows} rows, ${report.files} files`,
  );
  for (const path of report.keptAside)
    console.log(`旧数据保留在 the former data is kept in ${path}`);
  console.log("所有人需重新登录。Everyone signs in again.");
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
