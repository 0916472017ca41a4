/** Everything an import can complain of, said in both languages with the place it was found at. */
const issueTexts = {
  manifest_unreadable: ["清单读不出来：{reason}", "the manifest cannot be read: {reason}"],
  manifest_invalid: [
    "清单第 {path} 项不合要求：{reason}",
    "manifest entry {path} is not valid: {reason}",
  ],
  manifest_later: [
    "清单里的 {path} 尚不支持，请先去掉",
    "manifest section {path} is not supported yet; leave it out",
  ],
  file_missing: ["找不到文件", "the file is not there"],
  file_too_large: [
    "文件有 {megabytes} MB，超过一次可读的 {limit} MB；请按区或按年拆成几个文件再导入",
    "the file has {megabytes} MB, more than the {limit} MB read at once; split it by district or by year",
  ],
  json_broken: [
    "不是完整的 JSON（第 {line} 行附近：{reason}）",
    "not complete JSON (near line {line}: {reason})",
  ],
  not_feature_collection: ["不是 GeoJSON 的 FeatureCollection", "not a GeoJSON FeatureCollection"],
  no_features: ["文件里没有任何要素", "the file holds no features"],
  not_utf8: [
    '不是 UTF-8 编码（第 {line} 行起读不通）；若是国标编码，请在清单里写 "encoding": "gb18030"',
    'not UTF-8 (unreadable from line {line}); for a Chinese national encoding write "encoding": "gb18030" in the manifest',
  ],
  csv_broken: ["CSV 读不通：{reason}", "the CSV cannot be read: {reason}"],
  column_missing: [
    "缺少列 {column}；文件里的列：{columns}",
    "column {column} is missing; the file has: {columns}",
  ],
  crs_unknown: [
    "不支持的坐标系 {crs}；请转换为 WGS84、CGCS2000 或 EPSG:4491–4554 后再导入",
    "reference system {crs} is not supported; convert to WGS84, CGCS2000 or EPSG:4491–4554 first",
  ],
  geometry_empty: ["几何为空", "the geometry is empty"],
  geometry_kind: ["几何类型是 {kind}，需要面", "the geometry is a {kind}; a polygon is needed"],
  coordinate_not_number: [
    "坐标不是有限的数（{value}）",
    "a coordinate is not a finite number ({value})",
  ],
  ring_too_short: [
    "环不足四点或没有围出面积",
    "a ring has fewer than four points or encloses nothing",
  ],
  swapped_axes: [
    "坐标 ({x}, {y}) 不在城市范围内，经纬度对调后才在：经度与纬度写反了",
    "coordinate ({x}, {y}) is outside the city; with longitude and latitude exchanged it is inside: the axes are swapped",
  ],
  not_degrees: [
    "坐标 ({x}, {y}) 不是经纬度，像是以英尺或米为单位的投影坐标；请在清单写明 crs 或先转换",
    "coordinate ({x}, {y}) is not in degrees; it looks like projected feet or metres: name the crs or convert first",
  ],
  wrong_sign: [
    "坐标 ({x}, {y}) 不在城市范围内，改正负号后才在：东西经或南北纬的符号写反了",
    "coordinate ({x}, {y}) is outside the city; with a sign changed it is inside: east/west or north/south is wrong",
  ],
  shifted: [
    "坐标 ({x}, {y}) 在城市范围外约 {metres} 米：可能整体偏移（GCJ-02、BD-09 或其他坐标系），请核对 crs",
    "coordinate ({x}, {y}) is about {metres} m outside the city: probably shifted (GCJ-02, BD-09 or another system); check crs",
  ],
  reaches_beyond_box: [
    "顶点 ({x}, {y}) 超出清单的 bbox 约 {metres} 米，网格照样保留",
    "vertex ({x}, {y}) lies about {metres} m beyond the manifest's bbox; the grid is kept",
  ],
  outside_city: [
    "坐标 ({x}, {y}) 不在城市范围内，离边缘约 {kilometres} 公里（海上或别的城市）",
    "coordinate ({x}, {y}) is outside the city by about {kilometres} km (in the sea or another city)",
  ],
  ring_crosses_itself: [
    "边界自相交，位置 ({x}, {y})；修复会使面积变化 {percent} %，超过 0.1 %，请改正源数据",
    "the border crosses itself at ({x}, {y}); a repair would change the area by {percent} %, more than 0.1 %: correct the source",
  ],
  hole_outside_shell: [
    "内洞在外环之外，位置 ({x}, {y})",
    "a hole lies outside its shell, at ({x}, {y})",
  ],
  repair_changes_area: [
    "修复会使面积变化 {percent} %，超过 0.1 %（{reason}），请改正源数据",
    "a repair would change the area by {percent} %, more than 0.1 % ({reason}): correct the source",
  ],
  source_code_missing: ["没有取到编号（规则 {rule}）", "no code (rule {rule})"],
  duplicate_code: [
    "编号 {code} 与第 {other} 个要素重复",
    "code {code} is the same as feature {other}'s",
  ],
  duplicate_case_id: ["编号 {code} 与第 {other} 行重复", "id {code} is the same as row {other}'s"],
  parent_missing: [
    "上级 {parent} 不在清单导入的 {level} 里",
    "parent {parent} is not among the imported {level} grids",
  ],
  parent_not_found: ["没有任何上级网格与它相交", "no grid of the level above meets it"],
  mostly_outside_parent: [
    "有 {percent} % 的面积在上级 {parent} 之外，超过一半",
    "{percent} % of its area lies outside its parent {parent}, more than half",
  ],
  too_many_children: [
    "上级 {parent} 下有 {count} 个网格，编码只容得下 {limit} 个",
    "parent {parent} has {count} children; the code has room for {limit}",
  ],
  levels_out_of_order: [
    "网格层级须由粗到细、各写一次",
    "grid levels must go from coarse to fine, each once",
  ],
  levels_missing: [
    "库里已有 {levels} 级网格，清单却没有；请把所有层级一起写上",
    "the database has grids of level {levels} and the manifest has not; list every level",
  ],
  unclean_strict: [
    "严格模式要求干净的覆盖：重叠 {overlaps} 处，缝隙 {gaps} 处，越出上级 {outside} 个",
    "strict mode needs a clean coverage: {overlaps} overlaps, {gaps} gaps, {outside} outside their parent",
  ],
  no_position: ["没有坐标", "no position"],
  case_id_missing: ["没有案件编号", "no case id"],
  time_missing: ["没有上报时间", "no report time"],
  time_unreadable: [
    "时间 {value} 读不出来（列 {column}）",
    "time {value} cannot be read (column {column})",
  ],
  case_in_future: ["上报时间 {value} 在未来", "the report time {value} lies in the future"],
  closed_before_reported: [
    "结案时间 {closed} 早于上报时间 {reported}，照原样保留",
    "closed at {closed}, before it was reported at {reported}; kept as it is",
  ],
  class_missing: ["没有案件类别", "no case class"],
  no_grid_near: [
    "坐标 ({x}, {y}) 不在任何四级网格内，附近 {metres} 米内也没有；已进入待定网格队列",
    "no level-4 grid covers ({x}, {y}) or lies within {metres} m; kept in the queue of unassigned cases",
  ],
  fourth_supervisor: [
    "网格 {grid} 已有三名监督员，{name} 是多出来的一名；每个四级网格恰好三名",
    "grid {grid} already has three supervisors, {name} is one too many; a level-4 grid has exactly three",
  ],
  supervisor_slot: ["席位 {slot} 不在 1–3 之内", "slot {slot} is not one of 1–3"],
  supervisor_slot_taken: [
    "网格 {grid} 的席位 {slot} 已有人",
    "slot {slot} of grid {grid} is taken",
  ],
  supervisor_grid_unknown: [
    "没有编号为 {grid} 的四级网格",
    "there is no level-4 grid with code {grid}",
  ],
  supervisor_name_missing: ["没有姓名", "no name"],
  too_many_rejects: [
    "{rejected} / {read} 被拒，超过允许的 {percent} %，未导入任何内容",
    "{rejected} of {read} were refused, more than the {percent} % allowed; nothing was imported",
  ],
  no_grids: [
    "清单没有网格，库里也没有这座城市的网格，案件无处可归",
    "the manifest has no grids and the database has none of this city: cases have nowhere to go",
  ],
  demo_folder: [
    "{folder} 是演示城市，不能导入真实城市；请执行 {command}",
    "{folder} holds the demo city; a real city is not imported into it. Run: {command}",
  ],
  other_city: [
    "{folder} 里是城市 {code} {name}，与清单的 {wanted} 不同；请执行 {command}",
    "{folder} holds city {code} {name}, not {wanted} of the manifest. Run: {command}",
  ],
  import_running: ["另一个导入正在进行", "another import is running"],
  new_dir_not_empty: ["{folder} 不是空文件夹", "{folder} is not an empty folder"],
  crs_in_file: [
    "文件自己写明坐标系 {found}，清单却说 {wanted}",
    "the file itself names {found}, the manifest says {wanted}",
  ],
} as const satisfies Record<string, readonly [zh: string, en: string]>;

export type IssueCode = keyof typeof issueTexts;

export type ImportIssue = {
  code: IssueCode;
  file: string;
  /** Line of a table, the header being line 1. */
  row?: number;
  /** Position of a feature in its file, the first being 1. */
  feature?: number;
  /** The source's own id or code, where it has one. */
  id?: string;
  params: Readonly<Record<string, string | number>>;
};

export type IssueText = { zh: string; en: string };

function fill(template: string, params: ImportIssue["params"]): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? "?"));
}

function placeOf(issue: ImportIssue): IssueText {
  const id =
    issue.id === undefined ? { zh: "", en: "" } : { zh: `（${issue.id}）`, en: ` (${issue.id})` };
  if (issue.feature !== undefined) {
    return {
      zh: `${issue.file} 第 ${issue.feature} 个要素${id.zh}`,
      en: `${issue.file} feature ${issue.feature}${id.en}`,
    };
  }
  if (issue.row !== undefined) {
    return {
      zh: `${issue.file} 第 ${issue.row} 行${id.zh}`,
      en: `${issue.file} row ${issue.row}${id.en}`,
    };
  }
  return { zh: `${issue.file}${id.zh}`, en: `${issue.file}${id.en}` };
}

/** File, row or feature, and the reason, in Chinese and English. */
export function formatIssue(issue: ImportIssue): IssueText {
  const [zh, en] = issueTexts[issue.code];
  const place = placeOf(issue);
  return {
    zh: `${place.zh}：${fill(zh, issue.params)}`,
    en: `${place.en}: ${fill(en, issue.params)}`,
  };
}

/** A short English key under which refusals are counted. */
export function issueGroup(code: IssueCode): string {
  return code.replaceAll("_", " ");
}

/** Refused input: carries what to say; the database was not touched. */
export class ImportRefused extends Error {
  override name = "ImportRefused";
  readonly issues: readonly ImportIssue[];
  constructor(issues: readonly ImportIssue[]) {
    super(issues.map((issue) => formatIssue(issue).en).join("\n"));
    this.issues = issues;
  }
}
