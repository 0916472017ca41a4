import { basename, resolve } from "node:path";
import { parseArgs } from "node:util";
import { ImportRefused } from "../../web/src/domain/import/import-issue.ts";
import { toReportedIssue } from "./build-report.ts";
import { type FirstAdministrator, openFirstAdministrator } from "./first-administrator.ts";
import { openTarget } from "./import-target.ts";
import { defaultMaxRejectsPercent } from "./reject-limit.ts";
import { issueLines, reportLines } from "./report-text.ts";
import { type ImportStep, openManifest, runImport } from "./run-import.ts";

const usage =
  "npm run import -- manifest.json [--json] [--dry-run] [--strict] [--max-rejects 百分比 percent] [--new-dir 文件夹 folder]";

type Arguments = {
  manifestPath: string;
  json: boolean;
  dryRun: boolean;
  strict: boolean;
  maxRejectsPercent: number;
  newDir: string | undefined;
};

export class UsageError extends Error {
  override name = "UsageError";
}

function readArguments(argv: readonly string[]): Arguments {
  const { values, positionals } = parse(argv);
  const [manifest, ...others] = positionals;
  const maxRejectsPercent = Number(values["max-rejects"] ?? defaultMaxRejectsPercent);
  const isPercent = maxRejectsPercent >= 0 && maxRejectsPercent <= 100;
  if (manifest === undefined || others.length > 0 || !isPercent) throw new UsageError(usage);
  return {
    manifestPath: resolve(manifest),
    json: values.json,
    dryRun: values["dry-run"],
    strict: values.strict,
    maxRejectsPercent,
    newDir: values["new-dir"] === undefined ? undefined : resolve(values["new-dir"]),
  };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        json: { type: "boolean", default: false },
        "dry-run": { type: "boolean", default: false },
        strict: { type: "boolean", default: false },
        "max-rejects": { type: "string" },
        "new-dir": { type: "string" },
      },
    });
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : error}\n${usage}`);
  }
}

const stepWords: Readonly<Record<ImportStep, string>> = {
  read: "读取网格 reading polygons",
  examine: "检查几何 examining polygons",
  topology: "检查拓扑 looking for overlaps and gaps",
  cases: "读取并分派案件 reading and assigning cases",
  publish: "写入 writing",
  done: "完成 done",
};

export async function main(argv: readonly string[]): Promise<number> {
  const args = readArguments(argv);
  const startedMs = performance.now();
  const elapsedSeconds = () => (performance.now() - startedMs) / 1000;
  const say = (text: string) => {
    if (!args.json) console.error(`${elapsedSeconds().toFixed(1).padStart(6)} s  ${text}`);
  };
  try {
    const { report, administrator, place } = await bringIn(args, { say, elapsedSeconds });
    if (args.json) console.log(JSON.stringify({ ...report, ...administratorJson(administrator) }));
    else {
      for (const line of reportLines(report)) console.log(line);
      for (const line of administratorLines(administrator, place)) console.log(line);
    }
    return 0;
  } catch (error) {
    if (!(error instanceof ImportRefused)) throw error;
    const refused = error.issues.map(toReportedIssue);
    const seconds = Math.round(elapsedSeconds() * 10) / 10;
    if (args.json) console.log(JSON.stringify({ error: "refused", refused, seconds }));
    else {
      console.error("未导入任何内容。 Nothing was imported.");
      for (const line of issueLines(refused)) console.error(line);
    }
    return 1;
  }
}

type Terminal = { say: (text: string) => void; elapsedSeconds: () => number };

async function bringIn(args: Arguments, { say, elapsedSeconds }: Terminal) {
  const opened = openManifest(args.manifestPath);
  const target = await openTarget({
    dataDir: args.newDir ?? resolve(process.env.DATA_DIR || ".wangge"),
    databaseUrl: process.env.DATABASE_URL || undefined,
    isNew: args.newDir !== undefined,
    onProgress: say,
  });
  let kept = false;
  try {
    const report = await runImport({
      database: target.database,
      opened,
      options: args,
      target: {
        folder: target.place,
        freshCommand: `npm run import -- ${args.manifestPath} --new-dir .wangge-${basename(args.manifestPath).split(".")[0]}`,
      },
      nowMs: Date.now(),
      elapsedSeconds,
      onProgress: (step, count) =>
        say(count > 0 ? `${stepWords[step]}: ${count}` : stepWords[step]),
    });
    if (args.dryRun) return { report, administrator: null, place: target.place };
    kept = true;
    const administrator = await openFirstAdministrator(target.database);
    return { report, administrator, place: target.place };
  } finally {
    await target.close(kept);
  }
}

function administratorJson(administrator: FirstAdministrator | null) {
  if (!administrator) return {};
  const { login, oneTimePassword } = administrator;
  return { administrator: { login, one_time_password: oneTimePassword } };
}

function administratorLines(administrator: FirstAdministrator | null, place: string): string[] {
  if (!administrator) return [];
  return [
    "",
    `系统管理员 administrator: ${administrator.login}`,
    `一次性密码（只显示这一次） one-time password, shown only now: ${administrator.oneTimePassword}`,
    `启动 start: DATA_DIR=${place} npm start`,
  ];
}
