import type { ImportReport, ReportedIssue } from "../../web/src/domain/import/import-report.ts";

const shownIssues = 20;
const shownFaults = 10;

const levelWords = {
  city: "市 city",
  district: "区县 district",
  street: "街道 street",
  community: "社区 community",
  unit: "单元网格 unit grid",
} as const;

const faultWords = {
  overlap: "重叠 overlap",
  gap: "缝隙 gap",
  outside_parent: "越出上级 outside its parent",
} as const;

/** The report as people read it in a terminal, Chinese and English on one line. */
export function reportLines(report: ImportReport): string[] {
  return [
    `${report.dry_run ? "试导入（未写入） dry run, nothing written" : "导入完成 imported"}: ${report.city.name} (${report.city.code}), ${report.seconds} s`,
    ...gridLines(report),
    ...topologyLines(report),
    `监督员 supervisors: 占位 placeholders ${report.supervisors.placeholders}, 实名 named ${report.supervisors.named}`,
    ...caseLines(report),
    ...listing("导入的案件类别（目录中没有） classes kept as local", report.classes),
    ...listing("处置单位 units", report.units),
  ];
}

function gridLines({ grids }: ImportReport): string[] {
  return Object.entries(grids).flatMap(([level, count]) => {
    const words = levelWords[level as keyof typeof levelWords]; // keys of the report's schema
    const made = count.made > 0 ? `, 生成 made ${count.made}` : "";
    const changes = `新增 new ${count.new}, 变更 changed ${count.changed}, 未变 same ${count.same}`;
    return [
      `${words}: 读 read ${count.read}, 留 kept ${count.kept}${made}, 修复 repaired ${count.repaired}, 拒 refused ${count.rejected.length}（${changes}）`,
      ...issueLines(count.rejected),
      ...issueLines(count.warnings),
    ];
  });
}

function topologyLines({ topology }: ImportReport): string[] {
  const { overlaps, gaps, outside_parent, unclean_grids, worst } = topology;
  if (overlaps + gaps + outside_parent === 0) return ["覆盖干净：无重叠、无缝隙 a clean coverage"];
  return [
    `重叠 overlaps ${overlaps}, 缝隙 gaps ${gaps}, 越出上级 outside parent ${outside_parent}; 不干净的网格 unclean grids ${unclean_grids}`,
    ...worst.slice(0, shownFaults).map((fault) => {
      const ids = fault.codes.map((code, i) => `${code} [${fault.source_codes[i] ?? ""}]`);
      const place = `${(fault.x / 1e7).toFixed(6)}, ${(fault.y / 1e7).toFixed(6)}`;
      return `  ${faultWords[fault.kind]} ${fault.area_m2} m²  ${ids.join(" – ")}  @ ${place}`;
    }),
  ];
}

function caseLines({ cases }: ImportReport): string[] {
  if (cases.read === 0) return [];
  const labels = Object.entries(cases.expect).map(([level, found]) => {
    const words = levelWords[level as keyof typeof levelWords]; // keys of the report's schema
    const percent = (found.share * 100).toFixed(2);
    return `  与原记录一致 agrees with recorded ${words}: ${found.agree} / ${found.rows} (${percent} %)`;
  });
  return [
    `案件 cases: 读 read ${cases.read}, 留 kept ${cases.kept}, 新增 new ${cases.new}, 拒 refused ${cases.rejected}`,
    `  网格内 inside ${cases.assigned}, 最近 nearest ${cases.nearest}, 待定 unassigned ${cases.unassigned}, 边界附近 with candidates ${cases.candidates}`,
    ...labels,
    ...issueLines(cases.rejected_rows),
    ...issueLines(cases.warnings),
  ];
}

export function issueLines(issues: readonly ReportedIssue[]): string[] {
  const lines = issues
    .slice(0, shownIssues)
    .flatMap((issue) => [`  ! ${issue.text.zh}`, `    ${issue.text.en}`]);
  const rest = issues.length - shownIssues;
  return rest > 0 ? [...lines, `  … 另有 and ${rest} more (--json)`] : lines;
}

function listing(title: string, entries: readonly { name: string; cases: number }[]): string[] {
  if (entries.length === 0) return [];
  return [`${title}: ${entries.map(({ name, cases }) => `${name} ${cases}`).join(", ")}`];
}
